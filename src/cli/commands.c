#include "cli/command.h"

#define COMMAND(name) extern const struct command command_##name;
#include "cli/commands.def"
#undef COMMAND

static const struct command *const commands[] = {
#define COMMAND(name) &command_##name,
#include "cli/commands.def"
#undef COMMAND
};

const struct command *command_at(size_t i)
{
    return i < sizeof commands / sizeof *commands ? commands[i] : NULL;
}

const struct command *command_named(str name)
{
    for (size_t i = 0; command_at(i); i++)
        if (str_eq(str_of(command_at(i)->name), name))
            return command_at(i);
    return NULL;
}
