/*
 * texts: every word of the preview's own page. An element with data-text="KEY" shows it, one
 * with data-label="KEY" is called by it; {name} is replaced.
 */
(function () {
"use strict";

const TEXTS = {
    title: "Preview",
    title_of: "Preview: {title}",
    skip: "Skip to what is wrong and to the platform",
    looks: "How the course is shown",
    width: "Width",
    width_full: "Desktop",
    width_390: "Phone, 390 px",
    width_320: "Phone, 320 px",
    width_print: "Paper",
    colours: "Colours",
    colours_own: "As the system",
    colours_light: "Light",
    colours_dark: "Dark",
    language: "Language",
    stage: "The course",
    panel: "Findings and platform",

    read: "Read again at {time}.",
    gone: "The preview has ended; start it again with etalon preview.",
    broken: "The course has {count} and cannot be shown as it is now. This is the last state that could be.",
    broken_unread: "The course cannot be read now: {error}. This is the last state that could be.",
    broken_first: "The course has {count} and cannot be shown yet.",
    broken_unread_first: "The course cannot be read: {error}.",
    nothing: "Nothing to show yet",
    nothing_hint: "The list of findings says what is in the way. The pages appear as soon as the course can be shown.",

    findings: "Findings",
    findings_count: "Findings: {count}",
    findings_none: "Nothing to mend.",
    findings_more: "The first {shown} of {all} are listed.",
    error_one: "1 error", error_many: "{n} errors",
    warning_one: "1 warning", warning_many: "{n} warnings",
    note_one: "1 note", note_many: "{n} notes",
    grade_error: "Error", grade_warning: "Warning", grade_note: "Note",

    session: "Learning platform (SCORM 1.2)",
    resume: "Leave and resume",
    anew: "New attempt",
    fail: "Let the next commit fail",
    learner: "Learner",
    mode: "Mode",
    mode_normal: "normal",
    mode_review: "review",
    mode_browse: "browse",
    mastery: "Mastery score",
    session_hint: "Learner, mode and mastery score count from the next session on.",

    state: "What the platform knows",
    state_element: "Element",
    state_value: "Value",
    state_length: "{n} of {most} characters",
    state_open: "not committed",

    calls: "Calls",
    filter: "Filter",
    failed_only: "failed only",
    clear: "Clear",
    call_time: "Time",
    call_name: "Call",
    call_result: "Result",
    call_error: "Error",
    new_session: "Session {n} ({entry})",
    entry_new: "new attempt",
    entry_resume: "resumed",
    platform: "platform: {what}"
};

window.etalonText = function (key, values) {
    return TEXTS[key].replace(/\{(\w+)\}/g, (all, name) => String(values[name]));
};

for (const element of document.querySelectorAll("[data-text]"))
    element.textContent = window.etalonText(element.dataset.text);
for (const element of document.querySelectorAll("[data-label]"))
    element.setAttribute("aria-label", window.etalonText(element.dataset.label));
}());
