/* api/main.c - puente. */
#include "api/commands/command.h"

int main(int argc, char **argv)
{
    return pte_command_main(argc, argv);
}
