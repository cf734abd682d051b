/* Says that a file beside the page was found, and what it can see of the page round it. */
let seen = "nothing";
try {
    seen = parent.document.title;
} catch (error) {
    /* as it should be */
}
document.querySelector("p").textContent = "Sees " + seen + ".";
