package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Media of the Media Content Service: upload, description, and a content link that needs no credentials. */
final class MediaRoutes {
    private static final String HOST = "https://mcs.us1.twilio.com/v1";

    private final Conversations conversations;
    private final MediaStore media;
    private final String accountSid;
    private final Supplier<String> baseUrl;

    MediaRoutes(Conversations conversations, MediaStore media, String accountSid, Supplier<String> baseUrl) {
        this.conversations = conversations;
        this.media = media;
        this.accountSid = accountSid;
        this.baseUrl = baseUrl;
    }

    void addTo(RouteTable routes) {
        routes.post("/mcs/v1/Services/{ServiceSid}/Media", this::upload)
                .get("/mcs/v1/Services/{ServiceSid}/Media/{Sid}", this::fetch)
                .get("/mcs/v1/Services/{ServiceSid}/Media/{Sid}/Content", this::content)
                .getOpen("/media/{Key}", this::openContent);
    }

    private RestReply upload(RestRequest request) {
        ChatService service = conversations.service(request.sid("ServiceSid"));
        byte[] bytes = request.bodyBytes();
        if (bytes.length == 0) {
            throw new TwilioError(400, 20001, "The upload is empty");
        }
        @Nullable String type = request.contentType();
        if (type == null || type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            throw new TwilioError(400, 20001, "Send the bytes as the body, with their Content-Type");
        }
        MediaItem item = media.add(
                service.sid, type, firstQuery(request, "Filename", "filename"), bytes, request.query("Author"));
        return RestReply.created(json(item));
    }

    private RestReply fetch(RestRequest request) {
        return RestReply.ok(json(item(request)));
    }

    private RestReply content(RestRequest request) {
        return RestReply.content(item(request));
    }

    private RestReply openContent(RestRequest request) {
        MediaItem item = media.behind(request.sid("Key"));
        if (item == null) {
            throw new TwilioError(403, 20003, "The link has expired");
        }
        return RestReply.content(item);
    }

    private ObjectNode json(MediaItem item) {
        String url = HOST + "/Services/" + item.serviceSid + "/Media/" + item.sid;
        ObjectNode json = Json.object()
                .put("sid", item.sid)
                .put("service_sid", item.serviceSid)
                .put("account_sid", accountSid)
                .put("date_created", Json.date(item.created))
                .put("date_upload_updated", Json.date(item.created))
                .put("date_updated", Json.date(item.created))
                .put("size", item.bytes.length)
                .put("content_type", item.contentType)
                .put("filename", item.filename)
                .put("author", item.author)
                .put("category", "media")
                .put("message_sid", item.messageSid)
                .put("channel_sid", item.conversationSid)
                .put("url", "/v1/Services/" + item.serviceSid + "/Media/" + item.sid)
                .put("is_multipart_upstream", false);
        json.putObject("links")
                .put("content", "/v1/Services/" + item.serviceSid + "/Media/" + item.sid + "/Content")
                .put("media", url)
                .put("content_direct_temporary", baseUrl.get() + "/media/" + media.link(item));
        return json;
    }

    private MediaItem item(RestRequest request) {
        MediaItem item = media.find(request.sid("ServiceSid"), request.sid("Sid"));
        if (item == null) {
            throw TwilioError.notFound("/Services/" + request.sid("ServiceSid") + "/Media/" + request.sid("Sid"));
        }
        return item;
    }

    private static @Nullable String firstQuery(RestRequest request, String... names) {
        for (String name : names) {
            String value = request.query(name);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return null;
    }
}
