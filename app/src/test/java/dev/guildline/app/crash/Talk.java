package dev.guildline.app.crash;

import dev.guildline.sandbox.discord.SandboxUser;
import dev.guildline.sandbox.twilio.SandboxAgent;
import dev.guildline.sandbox.twilio.SandboxTask;
import dev.guildline.sandbox.twilio.TwilioSandbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One customer, one agent, and what each has written to the other: numbered, so that the far end can be checked. */
final class Talk {
    /** Who reads what is counted. */
    enum Direction {
        TO_AGENT("a"),
        TO_CUSTOMER("c");

        private final String letter;

        Direction(String letter) {
            this.letter = letter;
        }
    }

    /**
     * A numbered message somewhere.
     *
     * @param number its running number in its talk and direction
     * @param at when the place where it was found got it
     */
    record Tagged(int number, Instant at) {}

    private final int number;
    private final SandboxUser customer;
    private final SandboxAgent agent;
    private final SandboxTask task;
    private final TwilioSandbox twilio;
    private int toAgent;
    private int toCustomer;

    Talk(int number, SandboxUser customer, SandboxAgent agent, SandboxTask task, TwilioSandbox twilio) {
        this.number = number;
        this.customer = customer;
        this.agent = agent;
        this.task = task;
        this.twilio = twilio;
    }

    int number() {
        return number;
    }

    synchronized void customerWrites() {
        toAgent++;
        customer.sendDm(text(Direction.TO_AGENT, toAgent));
    }

    synchronized void agentWrites() {
        toCustomer++;
        agent.say(task, text(Direction.TO_CUSTOMER, toCustomer));
    }

    synchronized int written(Direction direction) {
        return direction == Direction.TO_AGENT ? toAgent : toCustomer;
    }

    private String text(Direction direction, int running) {
        return "Message " + direction.letter + number + "n" + running + "z of a crash run";
    }

    private List<Tagged> tagged(Direction direction, boolean atCustomer) {
        Pattern tag = Pattern.compile("\\b" + direction.letter + number + "n(\\d+)z\\b");
        List<Tagged> found = new ArrayList<>();
        if (atCustomer) {
            customer.messages().stream()
                    .filter(message -> message.fromBot() == (direction == Direction.TO_CUSTOMER))
                    .forEach(message -> add(tag, message.content(), message.sentAt(), found));
        } else {
            twilio.conversation(task.conversationSid())
                    .orElseThrow()
                    .messages()
                    .forEach(message -> add(tag, message.body(), message.createdAt(), found));
        }
        return found;
    }

    private static void add(Pattern tag, @Nullable String text, Instant at, List<Tagged> found) {
        Matcher matcher = tag.matcher(text == null ? "" : text);
        while (matcher.find()) {
            found.add(new Tagged(Integer.parseInt(matcher.group(1)), at));
        }
    }

    /** What came to the far end, as it lies there. */
    List<Tagged> arrived(Direction direction) {
        return tagged(direction, direction == Direction.TO_CUSTOMER);
    }

    /** When each message was written. */
    Map<Integer, Instant> writtenAt(Direction direction) {
        Map<Integer, Instant> times = new LinkedHashMap<>();
        tagged(direction, direction == Direction.TO_AGENT).forEach(one -> times.put(one.number(), one.at()));
        return times;
    }
}
