/* tests/importers/graphs_odd.h - small graph files, odd and hostile, and what each gives:
 * nodes(name)/sector; relation: ties=strength; findings@line - or kind: sentence. */
#ifndef PTE_TESTS_IMPORTERS_GRAPHS_ODD_H
#define PTE_TESTS_IMPORTERS_GRAPHS_ODD_H

struct odd {
    const char *title, *name, *content, *outcome;
};

static const struct odd odd_files[] = {
    {"an empty file by its name", "x.graphml", "",
     "input: 'x.graphml' line 1 is not well-formed XML: Extra content at the end of the "
     "document"},
    {"only a root", "x.graphml", "<graphml/>", "input: 'x.graphml' has no <graph>"},
    {"a graph without nodes", "x.graphml",
     "<graphml><graph edgedefault='directed'></graph></graphml>",
     "input: 'x.graphml' has no nodes"},
    {"two nodes and a tie", "x.graphml",
     "<graphml><graph edgedefault='directed'><node id='a'/><node id='b'/><edge "
     "source='a' target='b'/></graph></graphml>",
     "a,b; tie: a>b"},
    {"a graph that does not end", "x.graphml", "<graphml><graph><node id='a'/>",
     "input: 'x.graphml' line 1 is not well-formed XML: Extra content at the end of the "
     "document"},
    {"elements that cross", "x.graphml",
     "<graphml><graph><node id='a'></graph></node></graphml>",
     "input: 'x.graphml' line 1 is not well-formed XML: Opening and ending tag mismatch: "
     "node line 1 and graph"},
    {"an entity nobody declared", "x.graphml",
     "<graphml><graph edgedefault='directed'><node id='&x;'/></graph></graphml>",
     "input: 'x.graphml' line 1 is not well-formed XML: Entity 'x' not defined"},
    {"a document type that fetches a file", "x.graphml",
     "<?xml version='1.0'?><!DOCTYPE g [<!ENTITY e SYSTEM "
     "'file:///etc/passwd'>]><graphml><graph edgedefault='directed'><node "
     "id='a'><desc>&e;</desc></node></graph></graphml>",
     "input: 'x.graphml' has a document type (<!DOCTYPE)"},
    {"a document type elsewhere", "x.graphml",
     "<!DOCTYPE graphml SYSTEM 'http://127.0.0.1:9/x.dtd'><graphml><graph "
     "edgedefault='directed'><node id='a'/><node id='b'/></graph></graphml>",
     "input: 'x.graphml' has a document type (<!DOCTYPE)"},
    {"a doctype in a comment is none", "x.graphml",
     "<!-- <!DOCTYPE x> --><graphml><graph edgedefault='directed'><node id='a'/><node "
     "id='b'/></graph></graphml>",
     "a,b; tie:"},
    {"a prefix before all names", "x.graphml",
     "<g:graphml xmlns:g='http://graphml.graphdrawing.org/xmlns'><g:graph "
     "edgedefault='undirected'><g:node id='a'/><g:node id='b'/><g:edge source='a' "
     "target='b'/></g:graph></g:graphml>",
     "a,b; tie: a>b b>a"},
    {"a prefix nobody declared", "x.graphml",
     "<graphml><graph edgedefault='directed'><y:node id='a'/></graph></graphml>",
     "input: 'x.graphml' has no nodes"},
    {"one tie against the default", "x.graphml",
     "<graphml><graph edgedefault='directed'><node id='a'/><node id='b'/><edge "
     "source='a' target='b' directed='false'/></graph></graphml>",
     "a,b; tie: a>b b>a"},
    {"a tie to nobody", "x.graphml",
     "<graphml><graph edgedefault='directed'><node id='a'/><node id='b'/><edge "
     "source='a' target='z'/></graph></graphml>",
     "FAULT unknown_node@1"},
    {"ties before their nodes", "x.graphml",
     "<graphml><graph edgedefault='directed'><edge source='a' target='b'/><node "
     "id='a'/><node id='b'/></graph></graphml>",
     "a,b; tie: a>b"},
    {"a tie without target", "x.graphml",
     "<graphml><graph edgedefault='directed'><node id='a'/><node id='b'/>\n<edge "
     "source='a'/></graph></graphml>",
     "FAULT bad_tie@2"},
    {"a node without id", "x.graphml",
     "<graphml><graph edgedefault='directed'><node/><node id='a'/><node "
     "id='b'/></graph></graphml>",
     "FAULT missing_id@1"},
    {"a node twice", "x.graphml",
     "<graphml><graph edgedefault='directed'><node id='a'/><node id='b'/>\n<node "
     "id='a'/></graph></graphml>",
     "a,b; tie:; duplicate_node@2"},
    {"a tie with itself", "x.graphml",
     "<graphml><graph edgedefault='directed'><node id='a'/><node id='b'/><edge "
     "source='a' target='a'/></graph></graphml>",
     "a,b; tie:; self_tie@1"},
    {"the same tie twice", "x.graphml",
     "<graphml><graph edgedefault='directed'><node id='a'/><node id='b'/><edge "
     "source='a' target='b'/>\n<edge source='a' target='b'/></graph></graphml>",
     "a,b; tie: a>b; duplicate_tie@2"},
    {"a weight of zero is no tie", "x.graphml",
     "<graphml><key id='w' for='edge' attr.name='weight'/><graph "
     "edgedefault='directed'><node id='a'/><node id='b'/>\n<edge source='a' "
     "target='b'><data key='w'>0</data></edge></graph></graphml>",
     "a,b; tie:"},
    {"a negative weight", "x.graphml",
     "<graphml><key id='w' for='edge' attr.name='weight'/><graph "
     "edgedefault='directed'><node id='a'/><node id='b'/>\n<edge source='a' "
     "target='b'><data key='w'>-1</data></edge></graph></graphml>",
     "FAULT negative_weight@2"},
    {"a weight that is not a number", "x.graphml",
     "<graphml><key id='w' for='edge' attr.name='weight'/><graph "
     "edgedefault='directed'><node id='a'/><node id='b'/>\n<edge source='a' "
     "target='b'><data key='w'>NaN</data></edge></graph></graphml>",
     "FAULT bad_weight@2"},
    {"a weight without end", "x.graphml",
     "<graphml><key id='w' for='edge' attr.name='weight'/><graph "
     "edgedefault='directed'><node id='a'/><node id='b'/>\n<edge source='a' "
     "target='b'><data key='w'>inf</data></edge></graph></graphml>",
     "FAULT bad_weight@2"},
    {"a weight with a decimal comma", "x.graphml",
     "<graphml><key id='w' for='edge' attr.name='weight'/><graph "
     "edgedefault='directed'><node id='a'/><node id='b'/>\n<edge source='a' "
     "target='b'><data key='w'>1,5</data></edge></graph></graphml>",
     "FAULT bad_weight@2"},
    {"a hexadecimal weight", "x.graphml",
     "<graphml><key id='w' for='edge' attr.name='weight'/><graph "
     "edgedefault='directed'><node id='a'/><node id='b'/>\n<edge source='a' "
     "target='b'><data key='w'>0x10</data></edge></graph></graphml>",
     "FAULT bad_weight@2"},
    {"a tiny weight", "x.graphml",
     "<graphml><key id='w' for='edge' attr.name='weight'/><graph "
     "edgedefault='directed'><node id='a'/><node id='b'/>\n<edge source='a' "
     "target='b'><data key='w'>1e-300</data></edge></graph></graphml>",
     "a,b; tie: a>b=1e-300"},
    {"data of a key nobody declared", "x.graphml",
     "<graphml><graph edgedefault='directed'><node id='a'><data "
     "key='q'>1</data></node></graph></graphml>",
     "a; tie:"},
    {"a key of all elements", "x.graphml",
     "<graphml><key id='l' for='all' attr.name='label'/><graph "
     "edgedefault='directed'><node id='a'><data "
     "key='l'>Uno</data></node></graph></graphml>",
     "a(Uno); tie:"},
    {"one key id for nodes and ties", "x.graphml",
     "<graphml><graph edgedefault='directed'><key id='l' for='node' "
     "attr.name='label'/><key id='l' for='edge' attr.name='relation'/><node id='a'><data "
     "key='l'>Uno</data></node><node id='b'/><edge source='a' target='b'><data "
     "key='l'>funding</data></edge></graph></graphml>",
     "a(Uno),b; funding: a>b"},
    {"ids of their own", "x.graphml",
     "<graphml><key id='i' for='node' attr.name='id'/><graph "
     "edgedefault='directed'><node id='n0'><data key='i'>mined</data></node><node "
     "id='n1'><data key='i'>cut</data></node><edge source='n0' "
     "target='n1'/></graph></graphml>",
     "mined,cut; tie: mined>cut"},
    {"ids that are not their own", "x.graphml",
     "<graphml><key id='i' for='node' attr.name='id'/><graph "
     "edgedefault='directed'><node id='n0'><data key='i'>x</data></node><node "
     "id='n1'><data key='i'>x</data></node></graph></graphml>",
     "n0,n1; tie:"},
    {"a graph inside a node", "x.graphml",
     "<graphml><graph edgedefault='directed'><node id='a'>\n<graph "
     "edgedefault='directed'><node id='a::b'/><edge source='a' "
     "target='a::b'/></graph></node></graph></graphml>",
     "a,a::b; tie: a>a::b; nested_graph@2"},
    {"a tie of three ends", "x.graphml",
     "<graphml><graph edgedefault='directed'><node id='a'/><node "
     "id='b'/><hyperedge><endpoint node='a'/></hyperedge></graph></graphml>",
     "a,b; tie:; hyperedge@1"},
    {"a port is no node", "x.graphml",
     "<graphml><graph edgedefault='directed'><node id='a'><port "
     "name='n'/></node></graph></graphml>",
     "a; tie:"},
    {"markup in a name", "x.graphml",
     "<graphml><graph edgedefault='directed'><node "
     "id='a'><desc>&lt;script&gt;alert(1)&lt;/script&gt;</desc></node></graph></graphml>",
     "a(<script>alert(1)</script>); tie:"},
    {"a name that turns the writing", "x.graphml",
     "<graphml><graph edgedefault='directed'><node "
     "id='a'><desc>abc\342\200\256def</desc></node></graph></graphml>",
     "a(abc\342\200\256def); tie:; bidirectional_text@1"},
    {"a name in lines", "x.graphml",
     "<graphml><graph edgedefault='directed'><node id='a'><desc>\n  Uno\n  Dos "
     "</desc></node></graph></graphml>",
     "a(Uno Dos); tie:"},
    {"an id in quotes and blanks", "x.graphml",
     "<graphml><graph edgedefault='directed'><node id='a b "
     "&quot;c&quot;'/></graph></graphml>",
     "a b \"c\"; tie:"},
    {"an unknown kind becomes new", "x.graphml",
     "<graphml><key id='k' for='node' attr.name='kind'/><graph "
     "edgedefault='directed'><node id='a'><data "
     "key='k'>cosa</data></node></graph></graphml>",
     "a; tie:"},
    {"a country of its own", "x.graphml",
     "<graphml><key id='k' for='node' attr.name='country'/><graph "
     "edgedefault='directed'><node id='a'><data key='k'>PE</data></node><node "
     "id='b'/><edge source='a' target='b'/></graph></graphml>",
     "a,b; tie: a>b; cross_country_tie@1"},
    {"a country that is none", "x.graphml",
     "<graphml><key id='k' for='node' attr.name='country'/><graph "
     "edgedefault='directed'><node id='a'><data "
     "key='k'>Q9</data></node></graph></graphml>",
     "FAULT unknown_country@1"},
    {"UTF-8 that says so", "x.graphml",
     "<?xml version='1.0' encoding='UTF-8'?><graphml><graph edgedefault='directed'><node "
     "id='a'><desc>Educaci\303\263n</desc></node></graph></graphml>",
     "a(Educaci\303\263n); tie:"},
    {"GEXF without nodes", "x.gexf", "<gexf><graph/></gexf>",
     "input: 'x.gexf' has no nodes"},
    {"GEXF without graph", "x.gexf", "<gexf/>", "input: 'x.gexf' has no <graph>"},
    {"GEXF is undirected unless said", "x.gexf",
     "<gexf><graph><nodes><node id='1'/><node id='2'/></nodes><edges><edge source='1' "
     "target='2'/></edges></graph></gexf>",
     "1,2; tie: 1>2 2>1"},
    {"GEXF kinds are relations", "x.gexf",
     "<gexf><graph defaultedgetype='directed'><nodes><node id='1'/><node "
     "id='2'/></nodes><edges><edge source='1' target='2' kind='funding'/><edge "
     "source='1' target='2' kind='data' type='undirected'/></edges></graph></gexf>",
     "1,2; funding: 1>2; data: 1>2 2>1"},
    {"GEXF node inside a node", "x.gexf",
     "<gexf><graph><nodes><node id='1'><nodes><node "
     "id='2'/></nodes></node></nodes></graph></gexf>",
     "1,2; tie:; nested_graph@1"},
    {"GEXF weight of infinity", "x.gexf",
     "<gexf><graph><nodes><node id='1'/><node id='2'/></nodes><edges><edge source='1' "
     "target='2' weight='INF'/></edges></graph></gexf>",
     "FAULT bad_weight@1"},
    {"GEXF tie to nobody", "x.gexf",
     "<gexf><graph><nodes><node id='1'/></nodes><edges><edge source='1' "
     "target='9'/></edges></graph></gexf>",
     "FAULT unknown_node@1"},
    {"Pajek in its shortest form", "x.net", "*Vertices 2\n1 \"A\"\n2 \"B\"\n*Arcs\n1 2\n",
     "A,B; tie: A>B"},
    {"Pajek with a BOM and LF CR", "x.net",
     "\357\273\277*Vertices 2\r\n1 \"\303\201\"\r\n2 \"B\"\r\n*Edges\r\n1 2 3\r\n",
     "\303\201,B; tie: \303\201>B=3 B>\303\201=3"},
    {"Pajek vertices that are not listed", "x.net", "*Vertices 3\n*Arcs\n1 3\n",
     "1,2,3; tie: 1>3"},
    {"Pajek labels that are the same", "x.net",
     "*Vertices 2\n1 \"A\"\n2 \"A\"\n*Arcs\n1 2\n",
     "1(A),2(A); tie: 1>2; possible_duplicate@3"},
    {"Pajek without vertices", "x.net", "*Arcs\n1 2\n",
     "input: 'x.net' line 1: ties before any *Vertices"},
    {"Pajek that is empty", "x.net", "", "input: 'x.net' is empty"},
    {"Pajek without a number", "x.net", "*Vertices\n",
     "input: 'x.net' line 1 does not say how many vertices"},
    {"Pajek with a negative number", "x.net", "*Vertices -3\n",
     "input: 'x.net' says '-3' where a number of nodes must stand"},
    {"Pajek with a number that is none", "x.net", "*Vertices many\n",
     "input: 'x.net' says 'many' where a number of nodes must stand"},
    {"Pajek with more than a machine can count", "x.net",
     "*Vertices 99999999999999999999999\n",
     "input: 'x.net' declares 99999999999999999999999 nodes, more than 2000000"},
    {"Pajek with one node too many", "x.net", "*Vertices 2000001\n",
     "input: 'x.net' declares 2000001 nodes, more than 2000000"},
    {"Pajek vertex that is not there", "x.net",
     "*Vertices 2\n1 A\n2 B\n*Arcs\n1 3\n0 1\n1 -2\n",
     "FAULT unknown_node@5; FAULT unknown_node@6; FAULT unknown_node@7"},
    {"Pajek vertex beyond all", "x.net", "*Vertices 2\n1 A\n7 B\n",
     "FAULT unknown_node@3"},
    {"Pajek tie of one end", "x.net", "*Vertices 2\n1 A\n2 B\n*Arcs\n1\n",
     "FAULT bad_tie@5"},
    {"Pajek value that is no number", "x.net", "*Vertices 2\n1 A\n2 B\n*Arcs\n1 2 1x\n",
     "FAULT bad_weight@5"},
    {"Pajek value of nan", "x.net", "*Vertices 2\n1 A\n2 B\n*Arcs\n1 2 NaN\n",
     "A,B; tie: A>B"},
    {"Pajek matrix that is too short", "x.net", "*Vertices 2\n1 A\n2 B\n*Matrix\n0 1 1\n",
     "input: 'x.net' line 4: the matrix has 3 cells instead of 4"},
    {"Pajek matrix that is too long", "x.net",
     "*Vertices 2\n1 A\n2 B\n*Matrix\n0 1 1 0 1\n",
     "input: 'x.net' line 4: the matrix has 5 cells instead of 4"},
    {"Pajek matrix with words", "x.net", "*Vertices 2\n1 A\n2 B\n*Matrix\n0 1 x 0\n",
     "input: 'x.net' line 5: 'x' is no number"},
    {"Pajek of two modes", "x.net", "*Vertices 3 1\n1 A\n2 B\n3 C\n*Matrix\n0 5\n",
     "A,B,C; tie: A>C=5; two_mode@1; unread_attributes@0"},
    {"Pajek of more first modes than nodes", "x.net", "*Vertices 3 4\n1 A\n2 B\n3 C\n",
     "input: 'x.net' line 1: the first mode has more vertices than there are"},
    {"Pajek label without its closing quote", "x.net",
     "*Vertices 2\n1 \"A\n2 B\n*Arcs\n1 2\n", "\"A,B; tie: \"A>B"},
    {"Pajek section nobody knows", "x.net",
     "*Vertices 2\n1 A\n2 B\n*Events\nTI 1\n*Arcs\n1 2\n",
     "A,B; tie: A>B; unread_section@4"},
    {"Pajek text before any section", "x.net", "hello\n*Vertices 1\n",
     "input: 'x.net' line 1 belongs to no section: one begins with *"},
    {"Pajek partition too long", "x.paj",
     "*Vertices 1\n1 A\n*Partition sector\n*Vertices 2\nlabour\nindustry\n",
     "A/labour; tie:; long_partition@6; partition@3"},
    {"DL with nothing behind", "x.dl", "DL", "input: 'x.dl' line 1 ends before the data"},
    {"DL without n", "x.dl", "dl format=fullmatrix data:\n0",
     "input: 'x.dl' does not say n, the number of nodes"},
    {"DL that ends before data", "x.dl", "dl n=3",
     "input: 'x.dl' line 1 ends before the data"},
    {"DL of zero nodes", "x.dl", "dl n=0 data:\n",
     "input: 'x.dl' does not say n, the number of nodes"},
    {"DL matrix in its shortest form", "x.dl", "dl n=2 data:\n0 1\n0 0",
     "1,2; tie: 1>2=1"},
    {"DL matrix that is too short", "x.dl", "dl n=3 data:\n0 1\n0 0",
     "input: 'x.dl' is too short for a matrix of 3 rows and 3 columns"},
    {"DL matrix that ends within", "x.dl", "dl n=2 data:\n0    1     \n0",
     "input: 'x.dl' line 3 ends before all cells of the matrix"},
    {"DL matrix that is too long", "x.dl", "dl n=2 data:\n0 1\n0 0\n1",
     "1,2; tie: 1>2=1; more_data@4"},
    {"DL matrix with words", "x.dl", "dl n=2 data:\n0 x\n0 0",
     "input: 'x.dl' line 2: 'x' is no number"},
    {"DL without the diagonal", "x.dl",
     "DL N=3 DIAGONAL=ABSENT\nLABELS:\na,b,c\nDATA:\n1 0\n0 1\n1 1",
     "a,b,c; tie: a>b=1 b>c=1 c>a=1 c>b=1"},
    {"DL diagonal that is neither", "x.dl", "dl n=2 diagonal maybe data:\n0 1 0 0",
     "input: 'x.dl' line 1 says neither diagonal present nor absent"},
    {"DL lower half", "x.dl",
     "dl n=3 format=lowerhalf labels: a b c data:\n0\n1 0\n0 2 0",
     "a,b,c; tie: b>a=1 a>b=1 c>b=2 b>c=2"},
    {"DL upper half without the diagonal", "x.dl",
     "dl n=3 format=uh diagonal=absent labels: a b c data:\n1 0\n2",
     "a,b,c; tie: a>b=1 b>a=1 b>c=2 c>b=2"},
    {"DL format nobody knows", "x.dl", "dl n=2 format=blockmatrix data:\n",
     "input: 'x.dl' line 1: no format 'blockmatrix' can be read"},
    {"DL word nobody knows", "x.dl", "dl n=2 colour=red data:\n",
     "input: 'x.dl' line 1: 'colour' is no word of DL"},
    {"DL labels that are the same", "x.dl", "dl n=2 labels: a,A data:\n0 1 0 0",
     "input: 'x.dl' line 1: the label 'A' occurs twice"},
    {"DL labels that are too few", "x.dl", "dl n=3 labels:\na,b\n",
     "input: 'x.dl' line 3 ends before all labels"},
    {"DL labels with blanks, one a line", "x.dl",
     "dl n=2 format=edgelist1\nlabels:\nBanco de Chile\nCUT\ndata:\n1 2 3\n",
     "Banco de Chile,CUT; tie: Banco de Chile>CUT=3"},
    {"DL edge list with a number too high", "x.dl",
     "dl n=2 format=edgelist1 data:\n1 3\n", "FAULT unknown_node@2"},
    {"DL edge list of one end", "x.dl", "dl n=2 format=edgelist1 data:\n1\n",
     "FAULT bad_tie@2"},
    {"DL edge list with more labels than n", "x.dl",
     "dl n=2 format=edgelist1 labels embedded data:\na b\nb c\n",
     "FAULT too_many_nodes@0"},
    {"DL edge list of two matrices", "x.dl",
     "dl n=2 nm=2 format=edgelist1 data:\n1 2\n!\n2 1\n",
     "1,2; relation_1: 1>2; relation_2: 2>1"},
    {"DL node list", "x.dl", "dl n=3 format=nodelist1 data:\n1 2 3\n3 1\n",
     "1,2,3; tie: 1>2 1>3 3>1"},
    {"DL of two modes", "x.dl",
     "dl nr=2 nc=3\nrow labels: a b column labels: x y z data:\n1 0 0\n0 1 2\n",
     "a,b,x,y,z; tie: a>x=1 b>y=1 b>z=2; two_mode@0; unread_attributes@0"},
    {"DL edge list of two modes", "x.dl",
     "dl nr=1 nc=2 format=edgelist2 row labels: a column labels: x y data:\n1 2\n",
     "a,x,y; tie: a>y; two_mode@0; unread_attributes@0"},
    {"DL of two modes, labels embedded", "x.dl",
     "dl nr=1 nc=1 format=edgelist2 labels embedded data:\na b\n",
     "input: 'x.dl' has two modes and embedded labels: list the labels of rows and "
     "columns before the data"},
    {"DL list of two modes without nc", "x.dl", "dl n=2 format=edgelist2 data:\n1 2\n",
     "input: 'x.dl' is of two modes, but does not say nr and nc"},
    {"DL row label that is no column", "x.dl",
     "dl n=2 labels embedded data:\na b\na 0 1\nc 0 0\n",
     "input: 'x.dl' line 4: the row label 'c' is no column's"},
    {"DL embedded labels of other case", "x.dl",
     "dl n=2 labels embedded data:\na B\nA 0 1\nb 0 0\n", "a,B; tie: a>B=1"},
    {"DL too many matrices", "x.dl", "dl n=1 nm=9 data:\n0",
     "input: 'x.dl' is too short for a matrix of 1 rows and 1 columns"},
    {"VNA without a tie", "x.vna", "*Node data\nID sector\n1 labour\n", "1/labour; tie:"},
    {"VNA ties alone", "x.vna", "*Tie data\nfrom to\na b\n", "a,b; tie: a>b"},
    {"VNA strength of zero", "x.vna", "*Tie data\nfrom to strength\na b 0\n",
     "a,b; tie:"},
    {"VNA tie of one end", "x.vna", "*Tie data\nfrom to strength\na\n",
     "FAULT missing_id@3"},
    {"VNA strength in words", "x.vna", "*Tie data\nfrom to strength\na b strong\n",
     "FAULT bad_weight@3"},
    {"VNA part nobody knows", "x.vna",
     "*Tie data\nfrom to\na b\n*Tie properties\nfrom to\n",
     "a,b; tie: a>b; unread_section@4"},
    {"by content, not by name", "x.csv", "*Vertices 2\n1 A\n2 B\n*Arcs\n1 2\n",
     "A,B; tie: A>B"},
    {"a table is no graph", "x.csv", "id,name\n1,2\n",
     "input: 'x.csv' is no graph file that can be read"},
    {"HTML is no graph", "x.html", "<html><body/></html>",
     "input: 'x.html' is no graph file that can be read"},
    {"UCINET's own file", "x.##h", "\005V6404\016",
     "input: 'x.##h' is a dataset in UCINET's own binary form"},
};

#endif
