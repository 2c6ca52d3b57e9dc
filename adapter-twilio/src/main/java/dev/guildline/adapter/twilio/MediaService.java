package dev.guildline.adapter.twilio;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.PortException.Permanent;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.message.CarriedFile;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Twilio's Media Content Service, which the SDK does not know: files are sent to it before a message can have them, and
 * those of agents are fetched from it by a link that is good for some minutes. Content is passed through as a stream.
 * Thread-safe; methods block.
 */
final class MediaService {
    private static final String HOST = "mcs.us1.twilio.com";
    private static final Pattern SID = Pattern.compile("ME[0-9a-fA-F]{32}");
    private static final Pattern ADDRESS =
            Pattern.compile("https://mcs\\.us1\\.twilio\\.com/v1/Services/(IS[0-9a-fA-F]{32})/Media/" + SID);

    private final TwilioTransport transport;
    private final @Nullable URI apiUrl;

    MediaService(TwilioTransport transport, @Nullable URI apiUrl) {
        this.transport = transport;
        this.apiUrl = apiUrl;
    }

    static boolean isMedia(String sid) {
        return SID.matcher(sid).matches();
    }

    /** Where a file is described; stays good as long as the file is there. */
    static URI address(FlexSids sids, String sid) {
        return URI.create("https://" + HOST + "/v1/Services/" + sids.chatService() + "/Media/" + sid);
    }

    /** Sends a file; what no message takes within five minutes is gone by itself. */
    String upload(FlexSids sids, CarriedFile file) {
        if (file.size() == 0) {
            throw new Permanent(Refusal.INVALID, "attachment " + file.key() + " is empty", null);
        }
        URI address = URI.create("https://" + HOST + "/v1/Services/" + sids.chatService() + "/Media?Filename="
                + URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20"));
        try {
            String answer = transport.upload(address, file.contentType(), file.size(), file.content());
            String sid = Json.readIfPossible(answer).path("sid").asText("");
            if (!isMedia(sid)) {
                throw new PortException.OutcomeUnknown("the upload of attachment " + file.key() + " got no sid", null);
            }
            return sid;
        } catch (UnansweredCall lost) {
            // An upload that nobody knows of harms nobody.
            throw new PortException.Retryable("the upload of attachment " + file.key() + " broke", lost);
        }
    }

    /**
     * Opens a file of an agent.
     *
     * @throws PortException {@code Permanent} if it is no address of this service, or the file is gone
     */
    InputStream open(URI location) {
        Matcher address = ADDRESS.matcher(location.toString());
        if (!address.matches()) {
            throw new Permanent(Refusal.INVALID, "not an address of Twilio's media service", null);
        }
        try {
            String described = transport.describe(location);
            URI link = link(Json.readIfPossible(described)
                    .path("links")
                    .path("content_direct_temporary")
                    .asText(""));
            return transport.download(link);
        } catch (RuntimeException failure) {
            throw TwilioErrors.map(failure);
        }
    }

    /** The link comes from Twilio; a link elsewhere is followed nowhere all the same. */
    private URI link(String text) {
        URI link;
        try {
            link = URI.create(text);
        } catch (IllegalArgumentException notAnAddress) {
            throw new Permanent(Refusal.NOT_FOUND, "Twilio gives no link to the content", notAnAddress);
        }
        String host = link.getHost() == null ? "" : link.getHost();
        boolean twilios =
                "https".equals(link.getScheme()) && (host.endsWith(".twilio.com") || host.endsWith(".twiliocdn.com"));
        boolean local = apiUrl != null && host.equals(apiUrl.getHost());
        if (!twilios && !local) {
            throw new Permanent(Refusal.NOT_ALLOWED, "a link to content leads away from Twilio", null);
        }
        return link;
    }
}
