package dev.guildline.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A request that cannot be served, as it is told to the caller: problem JSON with the field it is about. */
final class PageProblem extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** HTTP status. */
    private final int status;

    /** Name of the field, path part or header at fault; null where it is none of these. */
    private final @Nullable String field;

    private PageProblem(int status, @Nullable String field, String detail) {
        super(detail);
        this.status = status;
        this.field = field;
    }

    static PageProblem badField(String field, String detail) {
        return new PageProblem(400, field, detail);
    }

    static PageProblem forbidden(String field, String detail) {
        return new PageProblem(403, field, detail);
    }

    static PageProblem unknown(String field, String detail) {
        return new PageProblem(404, field, detail);
    }

    static PageProblem notNow(String detail) {
        return new PageProblem(409, null, detail);
    }

    static PageProblem of(int status, String detail) {
        return new PageProblem(status, null, detail);
    }

    int status() {
        return status;
    }

    ObjectNode body() {
        ObjectNode body = PageJson.object()
                .put("type", "about:blank")
                .put("title", title(status))
                .put("status", status)
                .put("detail", getMessage());
        if (field != null) {
            body.put("field", field);
        }
        return body;
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 403 -> "Forbidden";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 409 -> "Not possible now";
            case 413 -> "Too large";
            case 415 -> "Unsupported media type";
            case 422 -> "Not offered";
            default -> status < 500 ? "Refused" : "Failed";
        };
    }
}
