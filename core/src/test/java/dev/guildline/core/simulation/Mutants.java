package dev.guildline.core.simulation;

import java.util.List;

/** Ways to break the relay, and who speaks when. */
final class Mutants {
    private Mutants() {}

    static List<Mutant> all() {
        return List.of(
                new Mutant(
                        "acknowledged before it is kept",
                        Rule.ACKNOWLEDGED_IS_KEPT,
                        "internal/JournalWriter",
                        "result = work.run(fresh);",
                        "result = work.run(fresh); done.complete(result);"),
                new Mutant(
                        "customers' events are not looked up in the inbox",
                        Rule.ONCE,
                        "internal/ConversationService",
                        "if (!step.hearsFirst(message.key())) {",
                        "if (!step.hearsFirst(message.key()) && step == null) {"),
                new Mutant(
                        "the contact center's events are not looked up in the inbox",
                        Rule.ONCE,
                        "internal/ConversationService",
                        "step.hearsFirst(key) ? change",
                        "step.hearsFirst(key) || step != null ? change"),
                new Mutant(
                        "choices are not looked up in the inbox",
                        Rule.ONCE,
                        "internal/Choices",
                        "if (!step.hearsFirst(taken.key())) {",
                        "if (!step.hearsFirst(taken.key()) && step == null) {"),
                new Mutant(
                        "an end that was kept after all is kept again",
                        Rule.ONCE,
                        "internal/Relay",
                        "if (again && isSettled(step, last)) {",
                        "if (again && isSettled(step, last) && step == null) {"),
                new Mutant(
                        "a lane has two under way",
                        Rule.ORDER,
                        "internal/Lane",
                        "if (busy || waiting.isEmpty()",
                        "if (waiting.isEmpty()"),
                new Mutant(
                        "the next one begins before the end of the last one is kept",
                        Rule.ORDER,
                        "internal/Relay",
                        "boolean again = unkept.containsKey(last.id());",
                        "boolean again = unkept.containsKey(last.id()); lane.finished(); pump(key);"),
                new Mutant(
                        "a retry loses its place",
                        Rule.ORDER,
                        "internal/Lane",
                        "waiting.addFirst(head);",
                        "waiting.addLast(head);"),
                new Mutant(
                        "an unclear commit is not looked into before the next one",
                        Rule.ORDER,
                        "internal/JournalWriter",
                        "if (!inDoubt) {\n            return true;",
                        "if (!inDoubt || group.size() > 0) {\n            return true;"),
                new Mutant(
                        "what an earlier process left is taken up backwards",
                        Rule.ORDER,
                        "internal/Lane",
                        ".compareTo(kept.delivery().id()) < 0",
                        ".compareTo(kept.delivery().id()) > 0"),
                new Mutant(
                        "agents are told of the virtual agent's words after what came later",
                        Rule.ORDER,
                        "internal/Speech",
                        "return conversation.contactInformed() ? informContact(step, conversation) : conversation;",
                        "return conversation;"),
                new Mutant(
                        "called delivered although it failed",
                        Rule.NOTHING_VANISHES,
                        "internal/Relay",
                        "if (failure == null) {\n            settle(",
                        "if (!(failure instanceof PortException.Permanent)) {\n            settle("),
                new Mutant(
                        "what an earlier process left is forgotten",
                        Rule.NOTHING_VANISHES,
                        "internal/OperationsService",
                        "relay.takeOver(all);",
                        ""),
                new Mutant(
                        "what an unclear commit has kept is forgotten",
                        Rule.NOTHING_VANISHES,
                        "internal/LeftOvers",
                        "relay.takeUp(pending);",
                        ""),
                new Mutant(
                        "words that came too late are given up",
                        Rule.NOTHING_VANISHES,
                        "internal/ContactCourier",
                        "            startAfresh(step, over, lost);",
                        ""),
                new Mutant(
                        "a turn that the contact center cannot ask for is not taken",
                        Rule.NOTHING_VANISHES,
                        "internal/ContactCourier",
                        "            promiseTurn(step, conversation);",
                        ""),
                new Mutant(
                        "the agent is not told that their message did not arrive",
                        Rule.ONCE,
                        "internal/CustomerCourier",
                        "if (entry.author().kind() != AuthorKind.AGENT) {",
                        "if (step != null) {"),
                new Mutant(
                        "the chat channel is not told of a doubt",
                        Rule.DOUBT_IS_SAID,
                        "internal/CustomerCourier",
                        "late,\n                                load.doubtful(),",
                        "late,\n                                false,"),
                new Mutant(
                        "asking for an agent again, nothing is said of a doubt",
                        Rule.DOUBT_IS_SAID,
                        "internal/ContactCourier",
                        "subject,\n                                load.doubtful()",
                        "subject,\n                                false"),
                new Mutant(
                        "an unclear answer leaves no doubt",
                        Rule.DOUBT_IS_SAID,
                        "internal/Consignment",
                        "doubtful || inDoubt",
                        "doubtful"),
                new Mutant(
                        "what an earlier process had under way is not in doubt",
                        Rule.DOUBT_IS_SAID,
                        "internal/LeftOvers",
                        "tried || mayBeHead",
                        "tried"),
                new Mutant(
                        "what a person makes pending again is not in doubt",
                        Rule.DOUBT_IS_SAID,
                        "internal/Step",
                        "new Consignment(delivery, null, true)",
                        "new Consignment(delivery, null, false)"),
                new Mutant(
                        "the far side's wish to wait is ignored",
                        Rule.WAITS,
                        "internal/Relay",
                        "wait = asked.compareTo(wait) > 0 ? asked : wait;",
                        ""),
                new Mutant(
                        "repeated at once",
                        Rule.WAITS,
                        "internal/Relay",
                        "Instant until = clock.instant().plus(wait);",
                        "Instant until = clock.instant();"),
                new Mutant(
                        "a refusal stops its lane",
                        Rule.NOTHING_BLOCKS,
                        "internal/Relay",
                        "                    lane.finished();",
                        "                    if (last.state() == DeliveryState.REFUSED) { return; } lane.finished();"),
                new Mutant(
                        "a parked delivery stops its lane",
                        Rule.NOTHING_BLOCKS,
                        "internal/Relay",
                        "                    lane.finished();",
                        "                    if (last.state() == DeliveryState.PARKED) { return; } lane.finished();"),
                new Mutant(
                        "one lane for all conversations",
                        Rule.NOTHING_BLOCKS,
                        "internal/Lanes",
                        "return new Lane.Key(delivery.conversation(), delivery.side());",
                        "return new Lane.Key(new ConversationId(\"one\"), delivery.side());"),
                new Mutant(
                        "the epoch is not looked at when the virtual agent's words are sent",
                        Rule.EPOCH,
                        "internal/Relay",
                        "if (outOfDate) {",
                        "if (outOfDate && head == null) {"),
                new Mutant(
                        "the epoch is looked at too early",
                        Rule.EPOCH,
                        "internal/Relay",
                        "preparation.latest(prepared.conversation())",
                        "prepared.conversation()"),
                new Mutant(
                        "who speaks is believed from memory after an unclear commit",
                        Rule.EPOCH,
                        "internal/LeftOvers",
                        "relay.forgetConversations();",
                        ""),
                new Mutant(
                        "an answer thought in another epoch is given",
                        Rule.EPOCH,
                        "internal/TurnCourier",
                        "now.epoch().equals(asked.conversation().epoch())",
                        "now != null"),
                new Mutant(
                        "a conversation that waits for an agent asks for another one",
                        Rule.ONE_OF_EACH,
                        "conversation/StateMachine",
                        "        } else if (signal instanceof NoAgentAvailable) {",
                        "        } else if (signal instanceof HandoffRequested requested) {\n"
                                + "            return new Moved(new WaitingForAgent(requested.reason(), now),"
                                + " new HandoffStarted(requested.reason()));\n"
                                + "        } else if (signal instanceof NoAgentAvailable) {"),
                new Mutant(
                        "a process does not look whether it still has the lease",
                        Rule.ONE_SENDER,
                        "internal/Leadership",
                        "boolean ours = active && standing.epoch() == epoch;",
                        "boolean ours = active;"),
                new Mutant(
                        "a process delivers after its lease is over",
                        Rule.ONE_SENDER,
                        "internal/Leadership",
                        "return active && (!shared || clock.instant().isBefore(trustedUntil));",
                        "return active;"),
                new Mutant(
                        "what other processes have promised is not looked for",
                        Rule.ORDER,
                        "internal/Leadership",
                        "boolean outsideChanged = ours && standing.outsideChanges() != seenOutside;",
                        "boolean outsideChanged = ours && standing.epoch() < 0;"),
                new Mutant(
                        "what a person makes pending again in another process is not looked for",
                        Rule.NOTHING_VANISHES,
                        "internal/LeaseKeeper",
                        "                sweep(step);",
                        ""),
                new Mutant(
                        "every message begins a conversation",
                        Rule.NO_SURPRISE,
                        "internal/CustomerBook",
                        "return openConversationOf(step, customer).orElseGet(() -> begin(step, customer));",
                        "return begin(step, customer);"));
    }
}
