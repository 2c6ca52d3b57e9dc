package dev.guildline.sandbox.discord;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** The local CDN. */
final class FileRoutes {
    private final World world;

    FileRoutes(World world) {
        this.world = world;
    }

    void register(RoutesConfig routes) {
        routes.get("/attachments/{channel}/{file}/{name}", this::serve);
    }

    private void serve(Context context) {
        StoredFile file = world.locked(() -> world.files.get(Long.parseUnsignedLong(context.pathParam("file"))));
        boolean good = file != null
                && file.filename().equals(context.pathParam("name"))
                && FileLinks.isGood(world, file, context.queryParam("ex"), context.queryParam("hm"));
        if (file == null || !good) {
            context.status(404).contentType("text/plain").result("This content is no longer available.");
            return;
        }
        context.contentType(file.contentType() == null ? "application/octet-stream" : file.contentType())
                .header("X-Content-Type-Options", "nosniff")
                .result(file.bytes());
    }
}
