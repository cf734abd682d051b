/*
 * cmi5: cmi5.xml, the course structure (cmi5 13.1; schemas/cmi5.xsd).
 *
 * Everything is named by an IRI made of the course's own and of an author's id, so
 * none is given twice and none changes with an edition.
 */
#include "pack/manifest.h"
#include "pack/rules.h"
#include "pack/target.h"

enum { TITLE = 200, DESCRIPTION = 2000 };

struct structure {
    struct xml_out *o;
    const struct packing *p;
    struct arena *arena;
    str course, base;                     /* "https://example.org/scales", the same with "/" behind */
};

/* ------------------------------------------------------------- pieces */

static void put_texts(const struct structure *s, const char *name, const struct texts *all)
{
    manifest_group(s->o, name);
    for (size_t i = 0; i < all->n; i++) {
        xml_open(s->o, "langstring");
        xml_put_attr(s->o, "lang", all->v[i].lang);
        xml_put_text(s->o, all->v[i].text);
        manifest_close(s->o);
    }
    manifest_close(s->o);
}

/* Both are required; what has no description of its own is described by its title. */
static void put_both(const struct structure *s, const struct node *title,
                     const struct node *description)
{
    struct texts short_ones = texts_of(s->arena, s->p, title, TITLE);
    struct texts long_ones = texts_of(s->arena, s->p, description ? description : title,
                                      DESCRIPTION);
    put_texts(s, "title", &short_ones);
    put_texts(s, "description", long_ones.n > 0 ? &long_ones : &short_ones);
}

static void put_titles(const struct structure *s, const struct node *n)
{
    put_both(s, node_child(n, EL_title), node_child(n, EL_summary));
}

static void put_id(const struct structure *s, const char *attribute, str id)
{
    xml_put_attr(s->o, attribute, str_cat(s->arena, s->base, id));
}

/* --------------------------------------------------------- objectives */

static void put_declared(const struct structure *s)
{
    const struct course *c = s->p->course;
    size_t count = 0;
    for (size_t i = 0; i < c->objectives.n; i++)
        count += c->objectives.v[i]->id.n > 0;
    if (count == 0)
        return;
    manifest_group(s->o, "objectives");
    for (size_t i = 0; i < c->objectives.n; i++) {
        const struct objective *one = c->objectives.v[i];
        if (one->id.n == 0)
            continue;
        xml_open(s->o, "objective");
        put_id(s, "id", one->id);
        manifest_inside(s->o);
        put_both(s, one->node, NULL);
        manifest_close(s->o);
    }
    manifest_close(s->o);
}

static void put_reference(const struct structure *s, str id)
{
    xml_open(s->o, "objective");
    put_id(s, "idref", id);
    manifest_close(s->o);
}

static void put_referred(const struct structure *s, const struct pack_unit *u)
{
    if (u->objectives.n == 0)
        return;
    manifest_group(s->o, "objectives");
    for (size_t i = 0; i < u->objectives.n; i++)
        put_reference(s, u->objectives.v[i]->id);
    manifest_close(s->o);
}

/* -------------------------------------------------------------- units */

static str activity_type(const struct packing *p, const struct pack_unit *u)
{
    if (!p->by_module)
        return S("http://adlnet.gov/expapi/activities/course");
    return u->module ? S("http://adlnet.gov/expapi/activities/module")
                     : S("http://adlnet.gov/expapi/activities/assessment");
}

/* Where there are points, a unit is left behind when all is done and enough of them are had. */
static void put_au(const struct structure *s, const struct pack_unit *u)
{
    xml_open(s->o, "au");
    put_id(s, "id", s->p->by_module ? str_cat(s->arena, u->id, S(".au")) : u->id);
    xml_put_attr(s->o, "moveOn", u->points > 0 ? S("CompletedAndPassed") : S("Completed"));
    if (u->points > 0)
        xml_put_attr(s->o, "masteryScore",
                     str_format(s->arena, "%.2f", s->p->course->pass_mark / 100.0));
    xml_put_attr(s->o, "launchMethod", S("AnyWindow"));
    xml_put_attr(s->o, "activityType", activity_type(s->p, u));
    manifest_inside(s->o);
    put_titles(s, u->title);
    put_referred(s, u);
    manifest_leaf(s->o, "url", u->href);
    manifest_close(s->o);
}

static void put_unit(const struct structure *s, const struct pack_unit *u)
{
    if (!u->module) {
        put_au(s, u);
        return;
    }
    xml_open(s->o, "block");
    put_id(s, "id", u->id);
    manifest_inside(s->o);
    put_titles(s, u->title);
    put_referred(s, u);
    put_au(s, u);
    manifest_close(s->o);
}

static void put_course(const struct structure *s)
{
    xml_open(s->o, "course");
    xml_put_attr(s->o, "id", s->course);
    manifest_inside(s->o);
    put_titles(s, s->p->course->root);
    manifest_close(s->o);
}

/* ----------------------------------------------------------- all of it */

static struct structure structure_of(struct xml_out *o, const struct packing *p)
{
    struct arena *a = o->to->arena;
    const struct course *c = p->course;
    str iri = c->iri.n > 0 ? c->iri : str_cat(a, S("urn:etalon:course:"), c->id);
    return (struct structure){ .o = o, .p = p, .arena = a, .course = iri,
                               .base = str_ends(iri, S("/")) ? iri : str_cat(a, iri, S("/")) };
}

static bool finish(const struct packing *p, struct bundle *site, struct err *e)
{
    struct buf b = buf_new(site->arena);
    struct xml_out o = manifest_begin(&b);
    struct structure s = structure_of(&o, p);
    xml_open(&o, "courseStructure");
    xml_put_attr(&o, "xmlns", S("https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"));
    manifest_inside(&o);
    put_course(&s);
    put_declared(&s);
    for (size_t i = 0; i < p->nunits; i++)
        put_unit(&s, &p->units[i]);
    manifest_close(&o);
    return manifest_add(site, "cmi5.xml", &b, e);
}

static const struct loss losses[] = {
    { &rule_N839, lost_failed, "No \"failed\" is sent.",
      "Who failed looks like somebody who is not done; the score tells them apart." },
    { &rule_N814, lost_units, "The limits are written as numbers in the unit of the right answer.",
      "Reports show the number alone." },
    { &rule_N817, lost_partial, "Success is false; the share that was right is the score.",
      "Reports that count successes count it as wrong." },
    { &rule_N818, lost_points, "The score of an answer is a share of its points.",
      "Means over answers in a report are not the score of the course." },
    { &rule_N821, lost_objectives, "Objectives are declared, and each unit names those it tests.",
      "No statement says whether a learner has reached one." },
    { &rule_N822, lost_supports, "Each objective stands for itself.",
      "Reports of the platform do not add up what serves one objective." },
    { &rule_N833, lost_prerequisites, "The units stand in the order of the modules.",
      "A learner can open any of them at any time." },
    { &rule_N834, lost_advice, "Nothing is written.",
      "The platform opens all modules to everybody; the pages say what comes before." },
    { &rule_N835, lost_pass_mark, "Every unit has to be passed and completed.",
      "A course is satisfied when all of its units are, whatever they weigh." },
    { &rule_N836, lost_completion, "Every unit is completed by itself.",
      "A course is satisfied when all of its units are." },
    { &rule_N837, lost_links, "The page opens, and nothing is recorded there.",
      "Who read it through such a link reads it again in its own module to have it counted." },
    { 0 },
};

extern const struct target target_cmi5;

const struct target target_cmi5 = {
    .name = "cmi5",
    .title = "cmi5",
    .store = "cmi5",
    .has_units = true,
    .finish = finish,
    .losses = losses,
    .next = "Upload it to a learning platform or a record store that takes cmi5.",
};
