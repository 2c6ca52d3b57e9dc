package dev.guildline.sandbox.twilio;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Flex interaction with its one channel. Guarded by the state's lock. */
final class InteractionRecord {
    /** Somebody in the channel. */
    static final class Member {
        final String sid = Sids.next("UT");
        final String type;
        final String identity;

        /** The agent's task; null for the customer. */
        final @Nullable TaskRecord task;

        Member(String type, String identity, @Nullable TaskRecord task) {
            this.type = type;
            this.identity = identity;
            this.task = task;
        }
    }

    /**
     * An invitation of an agent.
     *
     * @param sid KG sid
     * @param task the task that carries it
     * @param replaces the member who leaves because of it, in a transfer
     */
    record Invite(String sid, TaskRecord task, @Nullable Member replaces) {}

    final String sid = Sids.next("KD");
    final String channelSid = Sids.next("UO");
    final ConversationRecord conversation;
    final String type;
    final String initiatedBy;
    final Instant created;
    final Map<String, Member> members = new LinkedHashMap<>();
    final List<Invite> invites = new ArrayList<>();

    String status = "setup";

    @Nullable
    Integer errorCode;

    @Nullable
    String errorMessage;

    @Nullable
    String webhookTtid;

    InteractionRecord(ConversationRecord conversation, String type, String initiatedBy, Instant now) {
        this.conversation = conversation;
        this.type = type;
        this.initiatedBy = initiatedBy;
        this.created = now;
    }

    boolean live() {
        return status.equals("setup") || status.equals("active");
    }

    @Nullable
    Invite inviteOf(TaskRecord task) {
        for (Invite invite : invites) {
            if (invite.task() == task) {
                return invite;
            }
        }
        return null;
    }

    @Nullable
    Member memberOf(TaskRecord task) {
        for (Member member : members.values()) {
            if (member.task == task) {
                return member;
            }
        }
        return null;
    }

    /** The tasks that have not ended. */
    List<TaskRecord> openTasks() {
        return invites.stream()
                .map(Invite::task)
                .filter(task -> !task.status.ended())
                .toList();
    }
}
