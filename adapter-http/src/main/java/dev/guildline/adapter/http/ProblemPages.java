package dev.guildline.adapter.http;

import dev.guildline.core.port.webhook.WebhookReply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What the server itself refuses, before it gets to a route: a problem instead of its own pages. */
final class ProblemPages extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        // "Not supported" counts as the server's fault in HTTP. Here nothing that a caller sends is a 5xx.
        int status = code == HttpStatus.NOT_IMPLEMENTED_501 || code == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505
                ? HttpStatus.BAD_REQUEST_400
                : code;
        response.setStatus(status);
        WebhookReply problem = WebhookReply.problem(
                status,
                HttpStatus.getMessage(status),
                status < HttpStatus.INTERNAL_SERVER_ERROR_500
                        ? "The request does not keep to the protocol or leads nowhere."
                        : "The request could not be answered. Send it again later.");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, problem.contentType());
        response.getHeaders().put(Answers.REQUEST_ID, Answers.newRequestId());
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.write(true, ByteBuffer.wrap(problem.body().getBytes(StandardCharsets.UTF_8)), callback);
    }
}
