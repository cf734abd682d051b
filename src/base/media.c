#include "base/media.h"

#include "base/fs.h"

static const struct media_type types[] = {
    { "html",  "text/html",              MEDIA_TEXT,  false },
    { "htm",   "text/html",              MEDIA_TEXT,  false },
    { "css",   "text/css",               MEDIA_TEXT,  false },
    { "js",    "text/javascript",        MEDIA_TEXT,  false },
    { "json",  "application/json",       MEDIA_TEXT,  false },
    { "xml",   "application/xml",        MEDIA_TEXT,  false },
    { "xsd",   "application/xml",        MEDIA_TEXT,  false },
    { "txt",   "text/plain",             MEDIA_TEXT,  false },
    { "csv",   "text/csv",               MEDIA_TEXT,  false },
    { "vtt",   "text/vtt",               MEDIA_TEXT,  false },
    { "svg",   "image/svg+xml",          MEDIA_IMAGE, false },
    { "png",   "image/png",              MEDIA_IMAGE, true },
    { "jpg",   "image/jpeg",             MEDIA_IMAGE, true },
    { "jpeg",  "image/jpeg",             MEDIA_IMAGE, true },
    { "gif",   "image/gif",              MEDIA_IMAGE, true },
    { "webp",  "image/webp",             MEDIA_IMAGE, true },
    { "avif",  "image/avif",             MEDIA_IMAGE, true },
    { "mp3",   "audio/mpeg",             MEDIA_AUDIO, true },
    { "m4a",   "audio/mp4",              MEDIA_AUDIO, true },
    { "ogg",   "audio/ogg",              MEDIA_AUDIO, true },
    { "oga",   "audio/ogg",              MEDIA_AUDIO, true },
    { "opus",  "audio/ogg",              MEDIA_AUDIO, true },
    { "wav",   "audio/wav",              MEDIA_AUDIO, false },
    { "mp4",   "video/mp4",              MEDIA_VIDEO, true },
    { "m4v",   "video/mp4",              MEDIA_VIDEO, true },
    { "webm",  "video/webm",             MEDIA_VIDEO, true },
    { "ogv",   "video/ogg",              MEDIA_VIDEO, true },
    { "pdf",   "application/pdf",        MEDIA_OTHER, true },
    { "zip",   "application/zip",        MEDIA_OTHER, true },
    { "gz",    "application/gzip",       MEDIA_OTHER, true },
    { "woff",  "font/woff",              MEDIA_OTHER, true },
    { "woff2", "font/woff2",             MEDIA_OTHER, true },
    { "epub",  "application/epub+zip",   MEDIA_OTHER, true },
    { "docx",  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
               MEDIA_OTHER, true },
    { "xlsx",  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
               MEDIA_OTHER, true },
    { "pptx",  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
               MEDIA_OTHER, true },
    { "odt",   "application/vnd.oasis.opendocument.text", MEDIA_OTHER, true },
    { "ods",   "application/vnd.oasis.opendocument.spreadsheet", MEDIA_OTHER, true },
    { "odp",   "application/vnd.oasis.opendocument.presentation", MEDIA_OTHER, true },
};

const struct media_type *media_of_path(str path)
{
    str suffix = fs_suffix_of(path);
    if (suffix.n == 0)
        return NULL;
    suffix = str_from(suffix, 1);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_eq_nocase(str_of(types[i].suffix), suffix))
            return &types[i];
    return NULL;
}
