package dev.guildline.adapter.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.twilio.base.Page;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.service.conversation.Message;
import com.twilio.rest.conversations.v1.service.conversation.MessageCreator;
import com.twilio.rest.conversations.v1.service.conversation.MessageReader;
import dev.guildline.core.conversation.ContactLink;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.PortException.OutcomeUnknown;
import dev.guildline.core.error.PortException.Permanent;
import dev.guildline.core.error.PortException.Retryable;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.port.contactcenter.ContactEntry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings journal entries into the Twilio conversation: one call each, two where an earlier attempt is in doubt. A
 * message there has a text or one file, so files follow the text as messages of their own, two calls each.
 */
final class ConversationMirror {
    /** Where a posted message keeps the promise it keeps; read back when its outcome is in doubt. */
    static final String DELIVERY = "guildlineDelivery";

    /** Which part of the delivery it is, from 1 on; the text comes first, and does not say so. */
    private static final String PART = "guildlinePart";

    private static final Logger LOG = System.getLogger(ConversationMirror.class.getName());
    private static final long PAGE = 50L;

    /** Twilio's clock may go before ours by so much. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final ArrivalOrder order;
    private final MediaService media;

    ConversationMirror(ArrivalOrder order, MediaService media) {
        this.order = order;
        this.media = media;
    }

    /** Returns what Twilio calls the first part, which is the text if there is one. */
    ExternalRef post(TwilioRestClient client, FlexSids sids, ContactLink link, ContactEntry entry) {
        Parts parts = new Parts(client, sids, link.ref().value(), entry);
        Map<Integer, ExternalRef> posted = entry.doubtful() ? parts.posted() : Map.of();
        boolean hasText = entry.files().isEmpty()
                || !entry.message().body().plainText().isBlank()
                || !entry.message().attachments().isEmpty();
        // All files first: a file that is not accepted must not leave half a message behind.
        Map<Integer, String> uploads = new TreeMap<>();
        for (int file = 0; file < entry.files().size(); file++) {
            if (!posted.containsKey(file + 1)) {
                uploads.put(file + 1, media.upload(sids, entry.files().get(file)));
            }
        }
        ExternalRef first = null;
        for (int part = hasText ? 0 : 1; part <= entry.files().size(); part++) {
            ExternalRef there = posted.get(part);
            if (there == null) {
                there = parts.post(part, uploads.get(part), first != null);
            }
            first = first == null ? there : first;
        }
        return Objects.requireNonNull(first);
    }

    /** The messages that an entry becomes. */
    private final class Parts {
        private final TwilioRestClient client;
        private final FlexSids sids;
        private final String conversation;
        private final ContactEntry entry;

        private Parts(TwilioRestClient client, FlexSids sids, String conversation, ContactEntry entry) {
            this.client = client;
            this.sids = sids;
            this.conversation = conversation;
            this.entry = entry;
        }

        private ExternalRef post(int part, @Nullable String upload, boolean later) {
            try {
                return create(part, upload, later);
            } catch (RuntimeException failure) {
                PortException told = TwilioErrors.map(failure);
                if (!later) {
                    throw told;
                } else if (told instanceof Permanent never && never.reason() == Refusal.INVALID && upload != null) {
                    LOG.log(
                            Level.WARNING,
                            "a file of delivery {0} is not accepted: {1}",
                            entry.delivery(),
                            told.getMessage());
                    return create(part, null, true);
                } else if (told instanceof Permanent) {
                    throw told;
                }
                // What went before is there: it must be looked for before anything is said again.
                throw new OutcomeUnknown(String.valueOf(told.getMessage()), told);
            }
        }

        private ExternalRef create(int part, @Nullable String upload, boolean later) {
            MessageCreator message = Message.creator(sids.chatService(), conversation)
                    .setAuthor(Identities.of(
                            entry.message().author().kind(), entry.customer().id()))
                    .setAttributes(attributes(entry, part))
                    .setXTwilioWebhookEnabled(
                            entry.wakesVirtualAgent() && !later
                                    ? Message.WebhookEnabledType.TRUE
                                    : Message.WebhookEnabledType.FALSE);
            if (upload != null) {
                message.setMediaSid(upload);
            } else {
                String text = part == 0
                        ? body(entry)
                        : "\uD83D\uDCCE " + entry.files().get(part - 1).name();
                message.setBody(TwilioTransport.verbatim(text));
            }
            return order.posting(conversation, () -> known(conversation, message.create(client)));
        }

        /** What an earlier attempt has left there, by part. */
        private Map<Integer, ExternalRef> posted() {
            try {
                // Agents may have written much since: back to before there can have been an attempt.
                Instant earliest = entry.message().at().minus(SKEW);
                Map<Integer, ExternalRef> found = new TreeMap<>();
                MessageReader reader = Message.reader(sids.chatService(), conversation)
                        .setOrder(Message.OrderType.DESC)
                        .setPageSize(PAGE);
                for (Page<Message> page = reader.firstPage(client); ; page = reader.nextPage(page, client)) {
                    page.getRecords().forEach(message -> look(message, found));
                    boolean all =
                            found.containsKey(0) && found.size() > entry.files().size();
                    if (all || !page.hasNextPage() || isBefore(page.getRecords(), earliest)) {
                        return found;
                    }
                }
            } catch (RuntimeException failure) {
                // As long as nobody could look, the doubt remains; whoever was told to come back later has done nothing
                // new.
                PortException told = TwilioErrors.map(failure);
                throw told instanceof Permanent || told instanceof Retryable
                        ? told
                        : new OutcomeUnknown(String.valueOf(told.getMessage()), told);
            }
        }

        private void look(Message message, Map<Integer, ExternalRef> found) {
            JsonNode attributes = Json.readIfPossible(message.getAttributes());
            if (attributes.path(DELIVERY).asText("").equals(entry.delivery().toString())) {
                found.put(attributes.path(PART).asInt(0), known(conversation, message));
            }
        }
    }

    private ExternalRef known(String conversation, Message message) {
        if (message.getIndex() != null) {
            order.ours(conversation, message.getIndex());
        }
        return new ExternalRef(message.getSid());
    }

    private static boolean isBefore(List<Message> newestFirst, Instant earliest) {
        ZonedDateTime oldest = newestFirst.isEmpty()
                ? null
                : newestFirst.get(newestFirst.size() - 1).getDateCreated();
        return oldest != null && oldest.toInstant().isBefore(earliest);
    }

    private static String attributes(ContactEntry entry, int part) {
        ObjectNode attributes = Json.object().put(DELIVERY, entry.delivery().toString());
        return (part == 0 ? attributes : attributes.put(PART, part)).toString();
    }

    private static String body(ContactEntry entry) {
        List<String> parts = new ArrayList<>();
        String text = entry.message().body().plainText();
        if (!text.isBlank()) {
            parts.add(text);
        }
        for (Attachment attachment : entry.message().attachments()) {
            parts.add("\uD83D\uDCCE " + attachment.name() + " " + attachment.location());
        }
        String body = parts.isEmpty() ? "\u2026" : String.join("\n", parts);
        boolean desk = entry.message().author().kind() == AuthorKind.AGENT;
        return entry.message()
                .author()
                .agent()
                .filter(agent -> desk)
                .map(agent -> agent.displayName() + ": " + body)
                .orElse(body);
    }
}
