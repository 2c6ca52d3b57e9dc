package dev.guildline.adapter.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.twilio.base.Page;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.service.conversation.Message;
import com.twilio.rest.conversations.v1.service.conversation.MessageReader;
import dev.guildline.core.conversation.ContactLink;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.PortException.OutcomeUnknown;
import dev.guildline.core.error.PortException.Permanent;
import dev.guildline.core.error.PortException.Retryable;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.port.contactcenter.ContactEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings journal entries into the Twilio conversation: one call each, two where an earlier attempt is in doubt. */
final class ConversationMirror {
    /** Where a posted message keeps the promise it keeps; read back when its outcome is in doubt. */
    static final String DELIVERY = "guildlineDelivery";

    private static final long PAGE = 50L;

    /** Twilio's clock may go before ours by so much. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final ArrivalOrder order;

    ConversationMirror(ArrivalOrder order) {
        this.order = order;
    }

    ExternalRef post(TwilioRestClient client, FlexSids sids, ContactLink link, ContactEntry entry) {
        String conversation = link.ref().value();
        if (entry.doubtful()) {
            Optional<ExternalRef> posted = find(client, sids, conversation, entry);
            if (posted.isPresent()) {
                return posted.get();
            }
        }
        Message message = Message.creator(sids.chatService(), conversation)
                .setAuthor(Identities.of(
                        entry.message().author().kind(), entry.customer().id()))
                .setBody(TwilioTransport.verbatim(body(entry)))
                .setAttributes(attributes(entry))
                .setXTwilioWebhookEnabled(
                        entry.wakesVirtualAgent() ? Message.WebhookEnabledType.TRUE : Message.WebhookEnabledType.FALSE)
                .create(client);
        return known(conversation, message);
    }

    private ExternalRef known(String conversation, Message message) {
        if (message.getIndex() != null) {
            order.ours(conversation, message.getIndex());
        }
        return new ExternalRef(message.getSid());
    }

    private Optional<ExternalRef> find(
            TwilioRestClient client, FlexSids sids, String conversation, ContactEntry entry) {
        try {
            // Agents may have written much since: back to before there can have been an attempt.
            Instant earliest = entry.message().at().minus(SKEW);
            MessageReader reader = Message.reader(sids.chatService(), conversation)
                    .setOrder(Message.OrderType.DESC)
                    .setPageSize(PAGE);
            for (Page<Message> page = reader.firstPage(client); ; page = reader.nextPage(page, client)) {
                for (Message message : page.getRecords()) {
                    if (isOf(message, entry)) {
                        return Optional.of(known(conversation, message));
                    }
                }
                if (!page.hasNextPage() || isBefore(page.getRecords(), earliest)) {
                    return Optional.empty();
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

    private static boolean isOf(Message message, ContactEntry entry) {
        return Json.readIfPossible(message.getAttributes())
                .path(DELIVERY)
                .asText("")
                .equals(entry.delivery().toString());
    }

    private static boolean isBefore(List<Message> newestFirst, Instant earliest) {
        ZonedDateTime oldest = newestFirst.isEmpty()
                ? null
                : newestFirst.get(newestFirst.size() - 1).getDateCreated();
        return oldest != null && oldest.toInstant().isBefore(earliest);
    }

    private static String attributes(ContactEntry entry) {
        ObjectNode attributes = Json.object();
        return attributes.put(DELIVERY, entry.delivery().toString()).toString();
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
