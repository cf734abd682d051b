#include "records/by_hand.h"

#include "tracker/edit.h"

bool by_hand_end(struct tracker *t, bool ok, const struct by_hand *by, struct err *e)
{
    bool keep = ok && !by->dry_run && edit_changes(t);
    bool ended = edit_end(t, keep, e);
    return ok && (ended || !keep);
}

void by_hand_note(struct tracker *t, const struct by_hand *by, struct table *x)
{
    table_note(x, !edit_changes(t) ? S("This was so already.")
                  : by->dry_run ? S("Nothing was changed: this is a dry run.")
                  : str_format(x->arena, "This is batch %lld; \"etalon undo %lld\" takes it back.",
                               (long long)edit_batch(t), (long long)edit_batch(t)));
}
