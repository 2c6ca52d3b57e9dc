package dev.guildline.sandbox.page;

import dev.guildline.sandbox.discord.SandboxFile;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files a person has picked and not sent yet. Keeps the newest few; safe for use by several threads. */
final class UploadShelf {
    static final int LARGEST_BYTES = 8 * 1024 * 1024;
    private static final int KEPT = 24;
    private static final int LONGEST_NAME = 120;

    private final Map<String, SandboxFile> files = new LinkedHashMap<>();
    private int next = 1;

    void register(RoutesConfig routes) {
        routes.post("/api/uploads", this::put);
    }

    private void put(Context context) {
        String name = context.queryParam("name");
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME || name.matches(".*[/\\\\\\p{Cntrl}].*")) {
            throw PageProblem.badField(
                    "name", "\"name\" must be a plain file name of at most " + LONGEST_NAME + " characters.");
        }
        byte[] bytes = context.bodyAsBytes();
        if (bytes.length == 0 || bytes.length > LARGEST_BYTES) {
            throw PageProblem.of(bytes.length == 0 ? 400 : 413, "A file has 1 byte to 8 MiB.");
        }
        String type = context.contentType();
        String id = keep(new SandboxFile(name, type == null ? "application/octet-stream" : type, bytes));
        PageAnswer.json(context.status(201), PageJson.object().put("upload", id));
    }

    private synchronized String keep(SandboxFile file) {
        String id = "upload-" + next++;
        files.put(id, file);
        if (files.size() > KEPT) {
            files.remove(files.keySet().iterator().next());
        }
        return id;
    }

    synchronized SandboxFile file(String field, String id) {
        SandboxFile file = files.get(id);
        if (file == null) {
            throw PageProblem.badField(field, "\"" + field + "\" names no upload; upload the file (again) first.");
        }
        return file;
    }
}
