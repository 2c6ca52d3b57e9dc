package dev.guildline.adapter.twilio;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.service.Conversation;
import com.twilio.rest.conversations.v1.service.User;
import com.twilio.rest.conversations.v1.service.conversation.Participant;
import com.twilio.rest.conversations.v1.service.conversation.Webhook;
import dev.guildline.adapter.twilio.TwilioConfig.Routing;
import dev.guildline.core.conversation.ContactLink;
import dev.guildline.core.error.PortException.Permanent;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.port.contactcenter.ContactOpening;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;

/**
 * Makes a Twilio conversation with its customer and its hooks. Every step finds what an earlier attempt left, so it can
 * be repeated after a crash at any point. Four calls for a new conversation, five with Studio.
 */
final class ConversationOpening {
    /** What the webhook is told about. */
    static final List<String> FILTERS = List.of(
            "onMessageAdded",
            "onMessageUpdated",
            "onMessageRemoved",
            "onParticipantAdded",
            "onParticipantRemoved",
            "onConversationStateUpdated");

    private static final Logger LOG = System.getLogger(ConversationOpening.class.getName());
    private static final int LONGEST_NAME = 256;

    private final TwilioConfig config;

    ConversationOpening(TwilioConfig config) {
        this.config = config;
    }

    ContactLink open(TwilioRestClient client, FlexSids sids, ContactOpening opening) {
        String identity = Identities.of(opening.customer().id());
        Begun begun = begin(client, sids, opening);
        join(client, sids, begun.sid(), identity);
        name(client, sids, identity, opening.customer().displayName());
        addHooks(client, sids, begun);
        return new ContactLink(new ExternalRef(begun.sid()), Map.of());
    }

    private record Begun(String sid, boolean isNew) {}

    /** The unique name makes repeating safe: a second conversation of that name cannot exist. */
    private Begun begin(TwilioRestClient client, FlexSids sids, ContactOpening opening) {
        String uniqueName = "guildline-" + opening.conversation();
        try {
            Conversation created = Conversation.creator(sids.chatService())
                    .setUniqueName(uniqueName)
                    .setFriendlyName(
                            TwilioTransport.verbatim(cut(opening.customer().displayName())))
                    .setAttributes(ConversationAttributes.quiet(opening.conversation(), opening.customer()))
                    .setState(Conversation.State.ACTIVE)
                    .setTimersClosed(config.closeAfter().toString())
                    .create(client);
            return new Begun(created.getSid(), true);
        } catch (RefusedCall refused) {
            if (!refused.isOneOf(TwilioErrors.UNIQUE_NAME_TAKEN)) {
                throw refused;
            }
        }
        Conversation existing =
                Conversation.fetcher(sids.chatService(), uniqueName).fetch(client);
        if (existing.getState() == Conversation.State.CLOSED) {
            throw new Permanent(
                    Refusal.FAR_SIDE_CLOSED, "conversation " + existing.getSid() + " was closed before it began", null);
        }
        return new Begun(existing.getSid(), false);
    }

    private static void join(TwilioRestClient client, FlexSids sids, String conversation, String identity) {
        try {
            Participant.creator(sids.chatService(), conversation)
                    .setIdentity(identity)
                    .create(client);
        } catch (RefusedCall refused) {
            if (!refused.isOneOf(TwilioErrors.PARTICIPANT_EXISTS)
                    && !(refused.status() == 404 && isIn(client, sids, conversation, identity))) {
                throw refused;
            }
        }
    }

    /** Adding some identities again is answered with "not found" although they are in. */
    private static boolean isIn(TwilioRestClient client, FlexSids sids, String conversation, String identity) {
        return Participant.reader(sids.chatService(), conversation).firstPage(client).getRecords().stream()
                .anyMatch(participant -> identity.equals(participant.getIdentity()));
    }

    /** The name on the customer's bubbles. A conversation without it is better than none. */
    private static void name(TwilioRestClient client, FlexSids sids, String identity, String displayName) {
        try {
            User.updater(sids.chatService(), identity)
                    .setFriendlyName(TwilioTransport.verbatim(cut(displayName)))
                    .update(client);
        } catch (RefusedCall refused) {
            if (refused.status() == 429 || refused.status() >= 500) {
                throw refused;
            }
            LOG.log(Level.WARNING, "Twilio does not take the name of {0}: {1}", identity, refused.getMessage());
        }
    }

    private void addHooks(TwilioRestClient client, FlexSids sids, Begun begun) {
        List<Webhook> existing = begun.isNew()
                ? List.of()
                : Webhook.reader(sids.chatService(), begun.sid())
                        .firstPage(client)
                        .getRecords();
        String url = config.webhook(TwilioWebhooks.FORWARD).toString();
        if (existing.stream().noneMatch(hook -> has(hook, "webhook", "url", url))) {
            Webhook.creator(sids.chatService(), begun.sid(), Webhook.Target.WEBHOOK)
                    .setConfigurationUrl(url)
                    .setConfigurationMethod(Webhook.Method.POST)
                    .setConfigurationFilters(FILTERS)
                    .create(client);
        }
        if (config.routing() == Routing.STUDIO
                && existing.stream().noneMatch(hook -> has(hook, "studio", "flow_sid", sids.studioFlow()))) {
            Webhook.creator(sids.chatService(), begun.sid(), Webhook.Target.STUDIO)
                    .setConfigurationFlowSid(sids.studioFlow())
                    .create(client);
        }
    }

    private static boolean has(Webhook hook, String target, String key, String value) {
        return target.equals(hook.getTarget())
                && value.equals(Json.of(hook.getConfiguration()).path(key).asText(""));
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
