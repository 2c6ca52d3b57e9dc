package dev.guildline.adapter.twilio;

import com.twilio.security.RequestValidator;
import dev.guildline.core.port.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells Twilio's calls from forged ones. The address that was signed is taken from our configuration and the path and
 * query as sent, never from headers that anybody can set. Thread-safe.
 */
final class SignatureCheck {
    private static final Pattern BODY_HASH = Pattern.compile("(?:^|&)bodySHA256=([0-9a-fA-F]{64})(?:&|$)");

    private final String publicUrl;
    private final List<RequestValidator> validators;

    SignatureCheck(TwilioConfig config) {
        this.publicUrl = config.publicUrl().toString();
        List<RequestValidator> all = new ArrayList<>();
        all.add(new RequestValidator(config.authToken()));
        config.secondaryAuthToken().ifPresent(token -> all.add(new RequestValidator(token)));
        this.validators = List.copyOf(all);
    }

    /** A form: the signature covers the address and every field. */
    boolean isGenuineForm(WebhookRequest request, WebhookFields fields) {
        return isSigned(request, fields.values());
    }

    /** JSON: the signature covers the address, and that a digest of the body. */
    boolean isGenuineJson(WebhookRequest request) {
        Matcher hash = BODY_HASH.matcher(request.rawQuery().orElse(""));
        return hash.find()
                && MessageDigest.isEqual(
                        hash.group(1).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII),
                        sha256(request.body()).getBytes(StandardCharsets.US_ASCII))
                && isSigned(request, Map.of());
    }

    private boolean isSigned(WebhookRequest request, Map<String, String> fields) {
        Optional<String> signature = request.header("X-Twilio-Signature");
        if (signature.isEmpty()) {
            return false;
        }
        String address = publicUrl
                + request.rawPath()
                + request.rawQuery().map(query -> "?" + query).orElse("");
        boolean genuine = false;
        for (RequestValidator validator : validators) {
            genuine |= validator.validate(address, fields, signature.get());
        }
        return genuine;
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
