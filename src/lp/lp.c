/*
 * Whatever the library finds wrong with its work it says on the terminal, and
 * then ends the process. Neither happens here: its words go nowhere, and before
 * the end it asks a hook, which gives back all it holds and jumps out of the
 * call. So every call stands in or below a function work_*(), which only
 * guarded() calls.
 */
#include "lp/lp.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <setjmp.h>

#include <glpk.h>

#include "base/arena.h"

enum { STEPS_MOST = 200000, BRANCHES_MOST = 100 };
enum { STEPS_TO_BEGIN = 20, STEPS_OF_BRANCH = 100 };   /* as long as so many steps, about */

#define NEARLY 1e-6                       /* of a whole number: it is that */

struct lp {
    glp_prob *problem;                    /* NULL: given back */
    size_t unknowns;
    const struct lp_equation *equations;
    size_t n;
    int *columns;                         /* of one equation, from 1, as the library wants them */
    double *factors;
    /* what a call is about */
    uint32_t unknown;
    int64_t least, most;
    const double *cost;
    int branches;
    enum lp_answer answer;
    double value, *at;
    uint64_t steps;
};

struct escape { jmp_buf out; };

static void on_mistake(void *info)
{
    struct escape *escape = info;
    glp_free_env();
    longjmp(escape->out, 1);
}

static int say_nothing(void *info, const char *words)
{
    (void)info, (void)words;
    return 1;
}

static bool guarded(struct lp *p, void (*work)(struct lp *), struct err *e)
{
    struct escape escape;
    if (setjmp(escape.out) != 0) {
        p->problem = NULL;
        return err_set(e, ERR_SYSTEM, "what hidden figures could be was not computed: the solver of linear "
                       "programs gave up, perhaps for want of memory; ask for a smaller table");
    }
    glp_term_hook(say_nothing, NULL);
    glp_error_hook(on_mistake, &escape);
    work(p);
    glp_error_hook(NULL, NULL);
    return true;
}

static void work_open(struct lp *p)
{
    glp_mem_limit(LP_MEGABYTES_MOST);
    p->problem = glp_create_prob();
    glp_add_cols(p->problem, (int)p->unknowns);
    for (size_t i = 0; i < p->unknowns; i++) {
        glp_set_col_bnds(p->problem, (int)i + 1, GLP_LO, 0, 0);
        glp_set_col_kind(p->problem, (int)i + 1, GLP_IV);
    }
    if (p->n > 0)
        glp_add_rows(p->problem, (int)p->n);
    for (size_t i = 0; i < p->n; i++) {
        const struct lp_equation *q = &p->equations[i];
        for (size_t k = 0; k < q->n; k++) {
            p->columns[k + 1] = (int)q->terms[k].unknown + 1;
            p->factors[k + 1] = q->terms[k].factor;
        }
        glp_set_mat_row(p->problem, (int)i + 1, (int)q->n, p->columns, p->factors);
        glp_set_row_bnds(p->problem, (int)i + 1, q->or_more ? GLP_LO : GLP_FX, (double)q->sum, (double)q->sum);
    }
}

static void work_between(struct lp *p)
{
    int kind = p->most < 0 ? GLP_LO : p->most > p->least ? GLP_DB : GLP_FX;
    glp_set_col_bnds(p->problem, (int)p->unknown + 1, kind, (double)p->least, (double)p->most);
}

/* Called at every turn of the search in whole numbers. */
static void count_branches(glp_tree *tree, void *info)
{
    struct lp *p = info;
    if (glp_ios_reason(tree) == GLP_ISELECT && ++p->branches > BRANCHES_MOST)
        glp_ios_terminate(tree);
}

/* The answer in numbers that need not be whole, if they are. */
static bool take_whole(struct lp *p)
{
    bool whole = true;
    p->value = glp_get_obj_val(p->problem);
    for (size_t i = 0; i < p->unknowns && whole; i++) {
        p->at[i] = glp_get_col_prim(p->problem, (int)i + 1);
        whole = fabs(p->at[i] - nearbyint(p->at[i])) < NEARLY;
    }
    return whole;
}

/* Goes on from it. */
static void search_whole(struct lp *p)
{
    glp_iocp how;
    glp_init_iocp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.cb_func = count_branches;
    how.cb_info = p;
    how.br_tech = GLP_BR_MFV;             /* the others look at all equations for every unknown that is not whole */
    how.mip_gap = 0.1;
    p->branches = 0;
    glp_intopt(p->problem, &how);
    p->steps += (uint64_t)(STEPS_TO_BEGIN + STEPS_OF_BRANCH * p->branches);
    int status = glp_mip_status(p->problem);
    p->answer = status == GLP_OPT || status == GLP_FEAS ? LP_FOUND
              : status == GLP_NOFEAS ? LP_IMPOSSIBLE : LP_UNDECIDED;
    p->value = glp_mip_obj_val(p->problem);
    for (size_t i = 0; i < p->unknowns; i++)
        p->at[i] = glp_mip_col_val(p->problem, (int)i + 1);
}

static enum lp_answer answer_of(int failed, int status)
{
    if (failed == 0 && status == GLP_OPT)
        return LP_FOUND;
    if (failed == 0 && status == GLP_UNBND)
        return LP_ENDLESS;
    if (failed == 0 && status == GLP_NOFEAS)
        return LP_IMPOSSIBLE;
    return LP_UNDECIDED;
}

static void work_solve(struct lp *p)
{
    glp_smcp how;
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.meth = GLP_DUALP;                 /* bounds change from one answer to the next, costs rarely */
    how.it_lim = STEPS_MOST;              /* steps and not time: the same on every machine */
    for (size_t i = 0; i < p->unknowns; i++)
        glp_set_obj_coef(p->problem, (int)i + 1, p->cost[i]);
    int before = glp_get_it_cnt(p->problem);
    int failed = glp_simplex(p->problem, &how);
    if (failed != 0) {                    /* the basis of the answer before does not help here */
        glp_std_basis(p->problem);
        failed = glp_simplex(p->problem, &how);
    }
    p->answer = answer_of(failed, glp_get_status(p->problem));
    p->steps += (uint64_t)(STEPS_TO_BEGIN + glp_get_it_cnt(p->problem) - before);
    if (p->answer == LP_FOUND && !take_whole(p))
        search_whole(p);
}

static void work_close(struct lp *p)
{
    glp_delete_prob(p->problem);
}

static size_t longest(const struct lp_equation *equations, size_t n)
{
    size_t most = 0;
    for (size_t i = 0; i < n; i++)
        most = equations[i].n > most ? equations[i].n : most;
    return most;
}

static size_t terms_of(const struct lp_equation *equations, size_t n)
{
    size_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += equations[i].n;
    return sum;
}

bool lp_open(struct arena *a, size_t unknowns, const struct lp_equation *equations, size_t n,
             struct lp **out, struct err *e)
{
    if (unknowns == 0 || unknowns > LP_UNKNOWNS_MOST || n > LP_TERMS_MOST
        || terms_of(equations, n) > LP_TERMS_MOST)
        return err_set(e, ERR_USAGE, "what %zu hidden figures could be is not computed: at most %d are, "
                       "in equations of %d terms together; ask for a smaller table", unknowns,
                       LP_UNKNOWNS_MOST, LP_TERMS_MOST);
    struct lp *p = *out = NEW(a, struct lp);
    size_t room = longest(equations, n) + 1;
    *p = (struct lp){ .unknowns = unknowns, .equations = equations, .n = n,
                      .columns = NEW_N(a, int, room), .factors = NEW_N(a, double, room) };
    return guarded(p, work_open, e);
}

void lp_close(struct lp *p)
{
    struct err ignored = { 0 };
    if (p == NULL)
        return;
    if (p->problem != NULL && guarded(p, work_close, &ignored))
        glp_free_env();
    p->problem = NULL;
}

static bool is_open(const struct lp *p, struct err *e)
{
    return p->problem != NULL
        || err_set(e, ERR_SYSTEM, "what hidden figures could be is not computed any more");
}

bool lp_between(struct lp *p, uint32_t unknown, int64_t least, int64_t most, struct err *e)
{
    assert(unknown < p->unknowns && least >= 0 && (most < 0 || most >= least));
    p->unknown = unknown;
    p->least = least;
    p->most = most;
    return is_open(p, e) && guarded(p, work_between, e);
}

uint64_t lp_steps(const struct lp *p) { return p->steps; }

bool lp_least(struct lp *p, const double *cost, enum lp_answer *answer, double *value, double *at,
              struct err *e)
{
    p->cost = cost;
    p->at = at;
    if (!is_open(p, e) || !guarded(p, work_solve, e))
        return false;
    *answer = p->answer;
    *value = p->value;
    return true;
}
