/* importers/graphs/sniff.c - which format a graph file has. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "importers/graphs/formats.h"
#include "importers/graphs/graphs.intern.h"
#include "importers/import.h"

enum { SAMPLE = 4096 };

enum format { GRAPHML, GEXF, PAJEK, DL, VNA, UCINET };

static const struct pte_graph_format formats[] = {
    [GRAPHML] = {"GraphML", true, pte_graph_read_graphml},
    [GEXF] = {"GEXF", true, pte_graph_read_gexf},
    [PAJEK] = {"Pajek", false, pte_graph_read_pajek},
    [DL] = {"UCINET DL", false, pte_graph_read_dl},
    [VNA] = {"VNA", false, pte_graph_read_vna},
    [UCINET] = {"UCINET", false, NULL},
};

static const struct {
    const char *ending;
    enum format format;
} endings[] = {
    {".graphml", GRAPHML}, {".gexf", GEXF}, {".net", PAJEK},  {".paj", PAJEK},
    {".dl", DL},           {".vna", VNA},   {".##h", UCINET}, {".##d", UCINET},
};

/* The sample in lower case without NUL bytes: so UTF-16 reads like any other. */
static void simplify(const char *bytes, size_t length, char *sample)
{
    size_t n = 0;

    for (size_t i = 0; i < length && n + 1 < SAMPLE; i++)
        if (bytes[i] != '\0')
            sample[n++] = (char)tolower((unsigned char)bytes[i]);
    sample[n] = '\0';
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* The name of the root: after declarations and comments, without a prefix. */
static const struct pte_graph_format *sniff_xml(const char *at)
{
    while ((at = strchr(at, '<')) != NULL) {
        const char *colon;
        size_t length;

        at++;
        if (begins(at, "!--")) {
            at = strstr(at, "-->");
            if (at == NULL)
                return NULL;
            continue;
        }
        if (*at == '?' || *at == '!')
            continue;
        length = strcspn(at, " \t\r\n/>");
        colon = memchr(at, ':', length);
        if (colon != NULL) {
            length -= (size_t)(colon + 1 - at);
            at = colon + 1;
        }
        if (length == 7 && begins(at, "graphml"))
            return &formats[GRAPHML];
        return length == 4 && begins(at, "gexf") ? &formats[GEXF] : NULL;
    }
    return NULL;
}

/* After the blanks and the comments of Pajek. */
static const char *first_word(const char *at)
{
    for (at += strspn(at, " \t\r\n"); *at == '%'; at += strspn(at, " \t\r\n"))
        at += strcspn(at, "\r\n");
    return at;
}

/* DL alone on a line, or before what only a DL says. A table may begin so, too. */
static bool is_dl(const char *at)
{
    static const char *const keys[] = {"n",  "nr",     "nc",       "nm",
                                       "n=", "format", "diagonal", "labels"};

    if (!begins(at, "dl") || (at[2] != '\0' && strchr(" \t\r\n,", at[2]) == NULL))
        return false;
    at += 2;
    at += strspn(at, " \t\r\n,");
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        if (begins(at, keys[i]) &&
            (at[strlen(keys[i])] == '=' || at[strlen(keys[i])] == ' ' ||
             isdigit((unsigned char)at[strlen(keys[i])])))
            return true;
    return false;
}

static const struct pte_graph_format *sniff_text(const char *at)
{
    static const char *const pajek[] = {"*vertices", "*network", "*arcs",
                                        "*edges",    "*matrix",  "*partition"};
    static const char *const vna[] = {"*node data", "*node properties", "*tie data"};

    at = first_word(at);
    for (size_t i = 0; i < sizeof(pajek) / sizeof(pajek[0]); i++)
        if (begins(at, pajek[i]))
            return &formats[PAJEK];
    for (size_t i = 0; i < sizeof(vna) / sizeof(vna[0]); i++)
        if (begins(at, vna[i]))
            return &formats[VNA];
    return is_dl(at) ? &formats[DL] : NULL;
}

static const struct pte_graph_format *by_name(const char *path)
{
    const size_t length = strlen(path);

    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        const size_t n = strlen(endings[i].ending);

        if (length > n && strcasecmp(path + length - n, endings[i].ending) == 0)
            return &formats[endings[i].format];
    }
    return NULL;
}

const struct pte_graph_format *pte_graph_sniff(const char *path, const char *bytes,
                                               size_t length)
{
    char sample[SAMPLE];
    const char *at = sample;
    const struct pte_graph_format *found;

    simplify(bytes, length, sample);
    if (begins(at, "\xEF\xBB\xBF"))
        at += 3;
    else if (begins(at, "\xFF\xFE") || begins(at, "\xFE\xFF"))
        at += 2;
    at += strspn(at, " \t\r\n");
    found = begins(at, "\005v6404") ? &formats[UCINET]
            : *at == '<'            ? sniff_xml(at)
                                    : sniff_text(at);
    return found != NULL ? found : by_name(path);
}

bool pte_import_is_graph(const char *path)
{
    char bytes[SAMPLE];
    size_t length = 0;
    struct stat status;
    FILE *file;

    /* a pipe can be read but once */
    if (stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
        (file = fopen(path, "rbe")) != NULL) {
        length = fread(bytes, 1, sizeof(bytes), file);
        fclose(file);
    }
    return pte_graph_sniff(path, bytes, length) != NULL;
}
