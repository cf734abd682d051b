/*
 * frames: interactive pages where there is no server: README.md, "Blocks".
 */
((etalon) => {
const { queryAll } = etalon;
/* What is opened from a disk sees no file from an origin of its own, not even
 * those beside it. There it gets the origin of its file, which the browser
 * keeps from all others. */
etalon.mountFrames = function (root) {
    if (location.protocol !== "file:")
        return;
    for (const frame of queryAll(".interactive iframe", root)) {
        const other = frame.cloneNode();
        other.sandbox.add("allow-same-origin");    /* rights are given when a frame is made */
        frame.replaceWith(other);
    }
};
})(etalon);
