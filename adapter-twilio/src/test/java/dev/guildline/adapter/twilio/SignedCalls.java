package dev.guildline.adapter.twilio;

import dev.guildline.core.port.webhook.WebhookRequest;
import dev.guildline.testkit.contract.WebhookEndpointContract.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes calls as Twilio makes them, signed by hand from the published rule. */
final class SignedCalls {
    private SignedCalls() {}

    static Map<String, String> fields(String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("AccountSid", TestSettings.ACCOUNT);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    static WebhookRequest form(String path, Map<String, String> fields) {
        return form(path, null, fields, TestSettings.TOKEN);
    }

    static WebhookRequest form(String path, String query, Map<String, String> fields, String token) {
        String url = TestSettings.PUBLIC_URL + path + (query == null ? "" : "?" + query);
        StringBuilder signed = new StringBuilder(url);
        new TreeMap<>(fields).forEach((name, value) -> signed.append(name).append(value));
        return call(
                path, query, "application/x-www-form-urlencoded; charset=utf-8", encoded(fields), hmac(token, signed));
    }

    /** A signed form in its parts. */
    static Call parts(String path, Map<String, String> fields) {
        StringBuilder signed = new StringBuilder(TestSettings.PUBLIC_URL + path);
        new TreeMap<>(fields).forEach((name, value) -> signed.append(name).append(value));
        Map<String, List<String>> headers = Map.of(
                "Content-Type", List.of("application/x-www-form-urlencoded"),
                "X-Twilio-Signature", List.of(hmac(TestSettings.TOKEN, signed)));
        return new Call(path, null, headers, encoded(fields).getBytes(StandardCharsets.UTF_8));
    }

    static WebhookRequest json(String path, String body, String token) {
        String query = "bodySHA256=" + sha256(body);
        String signature = hmac(token, TestSettings.PUBLIC_URL + path + "?" + query);
        return call(path, query, "application/json", body, signature);
    }

    static WebhookRequest call(String path, String query, String contentType, String body, String signature) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("content-type", List.of(contentType));
        if (signature != null) {
            headers.put("x-twilio-signature", List.of(signature));
        }
        return new WebhookRequest(path, query, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static String hmac(String token, CharSequence text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
