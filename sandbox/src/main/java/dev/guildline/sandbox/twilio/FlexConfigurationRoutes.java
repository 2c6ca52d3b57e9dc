package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The Flex configuration, and the account itself. */
final class FlexConfigurationRoutes {
    private final String accountSid;
    private final String chatServiceSid;
    private final String instanceSid = Sids.next("GO");
    private final FlexJson json;
    private final ObjectNode changes = Json.object();

    FlexConfigurationRoutes(String accountSid, String chatServiceSid, FlexJson json) {
        this.accountSid = accountSid;
        this.chatServiceSid = chatServiceSid;
        this.json = json;
    }

    void addTo(RouteTable routes) {
        routes.get("/flex-api/v1/Configuration", request -> RestReply.ok(configuration()))
                .post("/flex-api/v1/Configuration", this::update)
                .get("/api/2010-04-01/Accounts/{AccountFile}", this::account);
    }

    private RestReply update(RestRequest request) {
        ObjectNode body = request.jsonBody();
        if (body == null) {
            throw new TwilioError(400, 20001, "The configuration must be a JSON object");
        }
        if (!body.path("account_sid").asText("").equals(accountSid)) {
            throw TwilioError.missing("account_sid");
        }
        changes.setAll(body);
        return RestReply.ok(configuration());
    }

    private ObjectNode configuration() {
        ObjectNode configuration = json.configuration()
                .put("chat_service_instance_sid", chatServiceSid)
                .put("flex_service_instance_sid", chatServiceSid)
                .put("flex_instance_sid", instanceSid);
        configuration.setAll(changes);
        return configuration;
    }

    private RestReply account(RestRequest request) {
        if (!request.sid("AccountFile").equals(accountSid + ".json")) {
            throw TwilioError.notFound("/Accounts/" + request.sid("AccountFile"));
        }
        return RestReply.ok(Json.object()
                .put("sid", accountSid)
                .put("friendly_name", "Sandbox")
                .put("status", "active")
                .put("type", "Full")
                .put("owner_account_sid", accountSid)
                .put("uri", "/2010-04-01/Accounts/" + accountSid + ".json"));
    }
}
