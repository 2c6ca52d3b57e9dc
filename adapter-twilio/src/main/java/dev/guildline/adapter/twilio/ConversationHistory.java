package dev.guildline.adapter.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.twilio.base.Page;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.service.Conversation;
import com.twilio.rest.conversations.v1.service.conversation.Message;
import com.twilio.rest.conversations.v1.service.conversation.MessageReader;
import dev.guildline.adapter.twilio.AgentWords.Words;
import dev.guildline.core.conversation.CloseReason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What Twilio itself knows of a conversation: whether it is over, and what was said. Two calls, one more each page. */
final class ConversationHistory {
    private static final long PAGE = 100L;

    private final Duration closeAfter;

    ConversationHistory(Duration closeAfter) {
        this.closeAfter = closeAfter;
    }

    /**
     * What was found.
     *
     * @param words what agents wrote, the oldest first
     * @param edits when each of those was edited last that were changed since, by sid
     * @param others the places in the same stretch where nothing came from an agent
     * @param newest the last place, -1 if nothing was said
     * @param endOrNull why the conversation is over; null if it is not
     */
    record Findings(
            List<Words> words,
            Map<String, Instant> edits,
            List<Integer> others,
            int newest,
            @Nullable CloseReason endOrNull) {}

    /** Reads what was said after a place; everything from place -1 on. */
    Findings after(TwilioRestClient client, FlexSids sids, String sid, String customer, int place) {
        // The state first: whatever was said before the end is then among the messages.
        Conversation conversation =
                Conversation.fetcher(sids.chatService(), sid).fetch(client);
        TreeMap<Integer, Message> found = new TreeMap<>();
        MessageReader reader = Message.reader(sids.chatService(), sid)
                .setOrder(Message.OrderType.DESC)
                .setPageSize(PAGE);
        Page<Message> page = reader.firstPage(client);
        boolean more = true;
        while (more) {
            for (Message message : page.getRecords()) {
                if (message.getIndex() != null && message.getIndex() > place) {
                    found.put(message.getIndex(), message);
                } else {
                    more = false;
                }
            }
            more = more && page.hasNextPage();
            if (more) {
                page = reader.nextPage(page, client);
            }
        }
        List<Words> words = new ArrayList<>();
        Map<String, Instant> edits = new HashMap<>();
        List<Integer> others = new ArrayList<>();
        int newest = found.isEmpty() ? place : found.lastKey();
        for (int index = place + 1; index <= newest; index++) {
            Message message = found.get(index);
            if (message != null && isOfAgent(message, customer)) {
                words.add(words(sid, index, message));
                edited(message).ifPresent(at -> edits.put(message.getSid(), at));
            } else {
                others.add(index);
            }
        }
        return new Findings(
                List.copyOf(words), Map.copyOf(edits), List.copyOf(others), newest, end(conversation, found));
    }

    /**
     * The history does not tell by which way a message came. People in Flex take part in the conversation; what others
     * post by REST, such as an internal note, is of no participant and goes no further.
     */
    private static boolean isOfAgent(Message message, String customer) {
        String author = message.getAuthor();
        return author != null
                && !author.isBlank()
                && !author.equals(customer)
                && !Identities.isOwn(author)
                && message.getParticipantSid() != null
                && Json.readIfPossible(message.getAttributes())
                        .path(ConversationMirror.DELIVERY)
                        .isMissingNode();
    }

    /** The history tells whole seconds: within one, the newest text is the one that it shows. */
    private static Optional<Instant> edited(Message message) {
        ZonedDateTime updated = message.getDateUpdated();
        return updated == null || updated.equals(message.getDateCreated())
                ? Optional.empty()
                : Optional.of(updated.toInstant().plusMillis(999));
    }

    private static Words words(String conversation, int index, Message message) {
        return new Words(
                conversation,
                index,
                message.getSid(),
                message.getAuthor(),
                message.getBody() == null ? "" : message.getBody(),
                asWebhooksTellThem(Json.of(message.getMedia())),
                message.getDateCreated() == null
                        ? null
                        : message.getDateCreated().toInstant());
    }

    private static JsonNode asWebhooksTellThem(JsonNode media) {
        ArrayNode files = Json.object().putArray("Media");
        for (JsonNode file : media) {
            files.addObject()
                    .put("Sid", file.path("sid").asText(""))
                    .put("Filename", file.path("filename").asText(""))
                    .put("ContentType", file.path("content_type").asText("application/octet-stream"))
                    .put("Size", file.path("size").asLong(0));
        }
        return files;
    }

    /** Twilio does not tell afterwards who ended it: after a silence of that length it was the timer. */
    private @Nullable CloseReason end(Conversation conversation, SortedMap<Integer, Message> said) {
        if (conversation.getState() != Conversation.State.CLOSED) {
            return null;
        }
        Message newest = said.isEmpty() ? null : said.get(said.lastKey());
        ZonedDateTime last = newest == null ? conversation.getDateCreated() : newest.getDateCreated();
        ZonedDateTime ended = conversation.getDateUpdated();
        boolean silence =
                last != null && ended != null && Duration.between(last, ended).compareTo(closeAfter) >= 0;
        return silence ? CloseReason.IDLE : CloseReason.AGENT_ENDED;
    }
}
