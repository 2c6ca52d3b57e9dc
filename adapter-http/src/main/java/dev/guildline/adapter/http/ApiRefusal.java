package dev.guildline.adapter.http;

import dev.guildline.core.port.webhook.WebhookReply;

/** A call of the API that cannot be taken as it is. */
final class ApiRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final String detail;

    ApiRefusal(int status, String title, String detail) {
        super(title, null, false, false);
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    static ApiRefusal field(String detail) {
        return new ApiRefusal(400, "Bad request", detail);
    }

    WebhookReply reply() {
        return WebhookReply.problem(status, title, detail);
    }
}
