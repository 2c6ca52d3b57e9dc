package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.sandbox.twilio.ConversationRecord.State;
import dev.guildline.sandbox.twilio.InteractionRecord.Invite;
import dev.guildline.sandbox.twilio.InteractionRecord.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Flex's orchestration: brings a conversation to agents as tasks, lets agents join and leave it, and closes it. Every
 * method runs under the state's lock.
 */
final class Interactions implements TaskRouting.TaskOutcome {
    private static final Set<String> TYPES = Set.of("sms", "whatsapp", "web", "chat", "email", "messenger", "gbm");
    private static final Set<String> INITIATORS = Set.of("customer", "api", "agent");
    private static final Origin FLEX = Origin.api(true);

    private final Map<String, InteractionRecord> interactions = new LinkedHashMap<>();
    private final Conversations conversations;
    private final Participants participants;
    private final TaskRouting tasks;
    private final FaultPlan faults;
    private final StateGuard guard;

    Interactions(
            Conversations conversations,
            Participants participants,
            TaskRouting tasks,
            FaultPlan faults,
            StateGuard guard) {
        this.conversations = conversations;
        this.participants = participants;
        this.tasks = tasks;
        this.faults = faults;
        this.guard = guard;
    }

    InteractionRecord interaction(String sid) {
        InteractionRecord interaction = interactions.get(sid);
        if (interaction == null) {
            throw TwilioError.notFound("/Interactions/" + sid);
        }
        return interaction;
    }

    InteractionRecord withChannel(String interactionSid, String channelSid) {
        InteractionRecord interaction = interaction(interactionSid);
        if (!interaction.channelSid.equals(channelSid)) {
            throw TwilioError.notFound("/Interactions/" + interactionSid + "/Channels/" + channelSid);
        }
        return interaction;
    }

    /** The interaction a task belongs to, if it came from one. */
    @Nullable
    InteractionRecord of(TaskRecord task) {
        for (InteractionRecord interaction : interactions.values()) {
            if (interaction.inviteOf(task) != null) {
                return interaction;
            }
        }
        return null;
    }

    /** The interaction that has a conversation at the moment, if any. */
    @Nullable
    InteractionRecord liveOn(ConversationRecord conversation) {
        for (InteractionRecord interaction : interactions.values()) {
            if (interaction.conversation == conversation && interaction.live()) {
                return interaction;
            }
        }
        return null;
    }

    InteractionRecord create(ObjectNode channel, @Nullable ObjectNode routing) {
        String type = channel.path("type").asText("");
        if (!TYPES.contains(type)) {
            throw TwilioError.invalid("Channel", "type must be one of " + String.join(", ", sorted(TYPES)));
        }
        String initiator = channel.path("initiated_by").asText("");
        if (!INITIATORS.contains(initiator)) {
            throw TwilioError.invalid("Channel", "initiated_by must be customer, api or agent");
        }
        if (routing == null) {
            throw TwilioError.missing("Routing");
        }
        FlexRouting wish = FlexRouting.parse(routing, tasks.workspace());
        ConversationRecord conversation = conversationOf(channel, initiator);
        if (conversation.state == State.CLOSED) {
            throw new TwilioError(400, 45354, "The conversation of the channel is closed");
        }
        String customer = customerOf(conversation);
        if (customer == null) {
            throw new TwilioError(400, 45355, "The conversation has no customer participant");
        }
        InteractionRecord interaction = new InteractionRecord(conversation, type, initiator, conversations.now());
        InteractionRecord other = liveOn(conversation);
        interactions.put(interaction.sid, interaction);
        if (other != null) {
            interaction.status = "failed";
            interaction.errorCode = 45353;
            interaction.errorMessage = "A channel exists already for conversation " + conversation.sid;
            return interaction;
        }
        Member member = new Member("customer", customer, null);
        interaction.members.put(member.sid, member);
        boolean fails = faults.failsInteraction();
        TaskRecord task = addTask(interaction, wish, customer, null);
        if (fails) {
            interaction.status = "failed";
            interaction.errorCode = 45352;
            interaction.errorMessage = "A downstream failure on demand";
            tasks.cancel(task, "Interaction channel set-up failed");
        } else {
            interaction.status = "active";
        }
        return interaction;
    }

    Invite invite(InteractionRecord interaction, ObjectNode routing, @Nullable Member replaces) {
        requireLive(interaction);
        FlexRouting wish = FlexRouting.parse(routing, tasks.workspace());
        String customer = customerOf(interaction.conversation);
        TaskRecord task = addTask(interaction, wish, customer == null ? "" : customer, replaces);
        Invite invite = interaction.inviteOf(task);
        if (invite == null) {
            throw new IllegalStateException("an invite just made is gone");
        }
        return invite;
    }

    /** Ends the whole channel: the conversation is closed, agents wrap up or are done. */
    void close(InteractionRecord interaction, boolean withoutWrapUp) {
        if (interaction.status.equals("closed")) {
            throw new TwilioError(400, 45354, "The interaction channel is closed");
        }
        interaction.status = "closed";
        conversations.move(interaction.conversation, State.CLOSED, "API", FLEX);
        for (TaskRecord task : interaction.openTasks()) {
            if (task.status == TaskRecord.Status.ASSIGNED && !withoutWrapUp) {
                tasks.wrap(task);
            } else if (task.status == TaskRecord.Status.PENDING || task.status == TaskRecord.Status.RESERVED) {
                tasks.cancel(task, "Interaction channel closed");
            } else {
                tasks.complete(task, "Interaction channel closed");
            }
        }
    }

    /** Parks the channel: agents are freed, the conversation stays and is inactive. */
    void park(InteractionRecord interaction) {
        requireLive(interaction);
        interaction.status = "inactive";
        for (TaskRecord task : interaction.openTasks()) {
            if (task.status == TaskRecord.Status.PENDING || task.status == TaskRecord.Status.RESERVED) {
                tasks.cancel(task, "Interaction channel inactive");
            } else {
                tasks.complete(task, "Interaction channel inactive");
            }
        }
        conversations.move(interaction.conversation, State.INACTIVE, "API", FLEX);
    }

    /** One agent stops; the others, if any, go on. */
    void dismiss(InteractionRecord interaction, Member member) {
        leaveConversation(interaction, member);
        if (member.task != null) {
            tasks.complete(member.task, "Agent left");
        }
    }

    /** One agent stops talking but still has notes to write. */
    void wrapUp(Member member) {
        if (member.task != null) {
            tasks.wrap(member.task);
        }
    }

    /** Somebody joins without being invited, such as a supervisor. */
    Member add(InteractionRecord interaction, String type, String identity) {
        requireLive(interaction);
        if (interaction.members.values().stream().anyMatch(member -> member.identity.equals(identity))) {
            throw new TwilioError(400, 80102, "The participant is in the interaction already");
        }
        Member member = new Member(type, identity, null);
        interaction.members.put(member.sid, member);
        if (interaction.conversation.participantWith(identity) == null) {
            participants.add(interaction.conversation, identity, null, null, FLEX);
        }
        return member;
    }

    /** What Flex does when an agent presses complete: the last agent to do so closes the conversation. */
    void completeByAgent(TaskRecord task) {
        InteractionRecord interaction = of(task);
        if (interaction == null) {
            tasks.complete(task, "Completed by agent");
            return;
        }
        boolean last = interaction.openTasks().size() == 1;
        if (last && interaction.live()) {
            interaction.status = "closed";
            tasks.wrap(task);
            conversations.move(interaction.conversation, State.CLOSED, "API", FLEX);
        }
        tasks.complete(task, "Completed by agent");
    }

    /** What Flex does when an agent ends the chat but still has notes to write: wrap-up. */
    void endByAgent(TaskRecord task) {
        InteractionRecord interaction = of(task);
        if (interaction != null && interaction.live() && interaction.openTasks().size() == 1) {
            interaction.status = "closed";
            conversations.move(interaction.conversation, State.CLOSED, "API", FLEX);
        }
        tasks.wrap(task);
    }

    @Override
    public void accepted(TaskRecord task, WorkerRecord worker) {
        InteractionRecord interaction = of(task);
        if (interaction == null || interaction.conversation.state == State.CLOSED) {
            return;
        }
        Member member = new Member("agent", worker.identity(), task);
        interaction.members.put(member.sid, member);
        UserRecord user = participants.user(interaction.conversation.service, worker.identity());
        user.friendlyName = worker.fullName();
        if (interaction.conversation.participantWith(worker.identity()) == null) {
            participants.add(interaction.conversation, worker.identity(), null, null, FLEX);
        }
        Invite invite = interaction.inviteOf(task);
        if (invite != null && invite.replaces() != null && invite.replaces().task != null) {
            tasks.events().task("task.transfer-completed", "Transfer completed", invite.replaces().task, tasks.now());
        }
    }

    @Override
    public void declined(TaskRecord task, WorkerRecord worker) {
        InteractionRecord interaction = of(task);
        Invite invite = interaction == null ? null : interaction.inviteOf(task);
        if (invite != null && invite.replaces() != null && invite.replaces().task != null) {
            tasks.events().task("task.transfer-failed", "Transfer failed", invite.replaces().task, tasks.now());
        }
    }

    @Override
    public void ended(TaskRecord task) {
        InteractionRecord interaction = of(task);
        Member member = interaction == null ? null : interaction.memberOf(task);
        if (interaction != null && member != null) {
            leaveConversation(interaction, member);
        }
    }

    private void leaveConversation(InteractionRecord interaction, Member member) {
        if (interaction.members.remove(member.sid) == null) {
            return;
        }
        ParticipantRecord participant = interaction.conversation.participantWith(member.identity);
        if (participant != null) {
            participants.remove(interaction.conversation, participant, FLEX);
        }
    }

    private TaskRecord addTask(
            InteractionRecord interaction, FlexRouting wish, String customer, @Nullable Member replaces) {
        String inviteSid = Sids.next("KG");
        ObjectNode attributes = wish.attributes();
        FlexAttributes.complete(attributes, interaction, inviteSid, customer);
        TaskRecord task = new TaskRecord(
                wish.workflow(),
                wish.queue(),
                wish.channel(),
                attributes,
                wish.priority(),
                wish.timeoutSeconds(),
                wish.worker(),
                tasks.now());
        interaction.invites.add(new Invite(inviteSid, task, replaces));
        tasks.add(task);
        guard.changed(TwilioChange.Kind.TASK, task.sid);
        return task;
    }

    private ConversationRecord conversationOf(ObjectNode channel, String initiator) {
        JsonNode properties = channel.path("properties");
        String sid = properties.path("media_channel_sid").asText("");
        if (sid.isEmpty()) {
            if (initiator.equals("customer")) {
                throw TwilioError.invalid("Channel", "properties.media_channel_sid must name a conversation");
            }
            return startConversation(channel.path("participants"));
        }
        ConversationRecord conversation =
                conversations.flexService().conversations.get(sid);
        if (conversation == null) {
            throw new TwilioError(404, 20404, "Conversation " + sid + " was not found in the Flex chat service");
        }
        return conversation;
    }

    private ConversationRecord startConversation(JsonNode identities) {
        if (!identities.isArray() || identities.isEmpty()) {
            throw TwilioError.invalid("Channel", "participants must name at least one identity");
        }
        ConversationRecord conversation = conversations.create(
                conversations.flexService(), null, new Conversations.Wish(null, null, null, null, null), FLEX);
        for (JsonNode participant : identities) {
            String identity = participant.path("identity").asText("");
            if (identity.isEmpty()) {
                throw TwilioError.invalid("Channel", "every participant needs an identity");
            }
            participants.add(conversation, identity, null, null, FLEX);
        }
        return conversation;
    }

    /** The first participant who is no worker. */
    @Nullable
    String customerOf(ConversationRecord conversation) {
        for (ParticipantRecord participant : conversation.participants.values()) {
            if (tasks.workspace().workerWith(participant.identity) == null) {
                return participant.identity;
            }
        }
        return null;
    }

    private static void requireLive(InteractionRecord interaction) {
        if (interaction.conversation.state == State.CLOSED || interaction.status.equals("closed")) {
            throw new TwilioError(400, 45354, "The interaction channel is closed");
        }
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
