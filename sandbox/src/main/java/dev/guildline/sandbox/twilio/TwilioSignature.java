package dev.guildline.sandbox.twilio;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The X-Twilio-Signature of a request the account makes. */
final class TwilioSignature {
    private final String authToken;

    TwilioSignature(String authToken) {
        this.authToken = authToken;
    }

    /** Of a form: the URL followed by every name and value, sorted by name. */
    String ofForm(String url, Map<String, String> parameters) {
        StringBuilder signed = new StringBuilder(url);
        new TreeMap<>(parameters).forEach((name, value) -> signed.append(name).append(value));
        return hmac(signed.toString());
    }

    /** Of any other body: the URL alone, which must already carry {@link #bodyHash}. */
    String ofUrl(String url) {
        return hmac(url);
    }

    /** The URL with the hash of the body in its query. */
    static String withBodyHash(String url, byte[] body) {
        return url + (url.indexOf('?') < 0 ? "?" : "&") + "bodySHA256=" + bodyHash(body);
    }

    private static String bodyHash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
