package dev.guildline.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.Set;

/** How the control API answers. */
final class PageAnswer {
    /** Pictures a browser may show in place; everything else is only offered for download. */
    private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private PageAnswer() {}

    static void json(Context context, JsonNode body) {
        context.contentType("application/json; charset=utf-8").result(PageJson.write(body));
    }

    static void problem(Context context, PageProblem problem) {
        context.status(problem.status())
                .contentType("application/problem+json; charset=utf-8")
                .result(PageJson.write(problem.body()));
    }

    static boolean isPicture(String mediaType) {
        return SHOWN.contains(mediaType.split(";", 2)[0].strip());
    }

    static void file(Context context, String name, String mediaType, byte[] bytes) {
        boolean picture = isPicture(mediaType);
        String safe = name.replaceAll("[^A-Za-z0-9._-]", "_");
        context.contentType(picture ? mediaType : "application/octet-stream")
                .header("Content-Disposition", (picture ? "inline" : "attachment") + "; filename=\"" + safe + "\"")
                .result(bytes);
    }
}
