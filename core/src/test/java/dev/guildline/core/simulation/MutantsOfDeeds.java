package dev.guildline.core.simulation;

import java.util.List;

/** Ways to break what core does about edits, files, other places and admission. */
final class MutantsOfDeeds {
    private MutantsOfDeeds() {}

    static List<Mutant> all() {
        return List.of(
                new Mutant(
                        "an older edit that is told late counts",
                        Rule.LAST_WORD,
                        "internal/Changes",
                        "if (saysSo || changedSince) {",
                        "if (saysSo) {"),
                new Mutant(
                        "an edit is shown after a later one",
                        Rule.LAST_WORD,
                        "internal/ShownChanges",
                        "} else if (known.changedAgain()) {",
                        "} else if (known.changedAgain() && load == null) {"),
                new Mutant(
                        "what was taken back and may be shown is not looked for",
                        Rule.LAST_WORD,
                        "internal/CustomerCourier",
                        "toGo ? mayBeShown(channel, load, entry) : wasTakenBack(entry)",
                        "wasTakenBack(entry)"),
                new Mutant(
                        "what was taken back is shown when the customer comes back",
                        Rule.LAST_WORD,
                        "internal/CustomerCourier",
                        "toGo ? mayBeShown(channel, load, entry) : wasTakenBack(entry)",
                        "mayBeShown(channel, load, entry)"),
                new Mutant(
                        "what an agent changes is not brought to the customer",
                        Rule.LAST_WORD,
                        "internal/Changes",
                        "            promise(step, Side.CUSTOMER, change);",
                        ""),
                new Mutant(
                        "agents are told of a change as if it were another one",
                        Rule.LAST_WORD,
                        "internal/Preparation",
                        "Revisions.applied(entry, changes.subList(0, relay.number() - 1))",
                        "Revisions.applied(entry, changes.subList(0, 0))"),
                new Mutant(
                        "edits are lost where words begin another conversation",
                        Rule.LAST_WORD,
                        "internal/ContactCourier",
                        "        Changes.carryOver(step, changes, new MessageId(next.id(), next.lastSequence()));",
                        ""),
                new Mutant(
                        "the agent is not told that the customer still sees the old text",
                        Rule.ONCE,
                        "internal/CustomerCourier",
                        "            changes.failed(step, load);",
                        ""),
                new Mutant(
                        "marks are not looked up in the inbox",
                        Rule.ONCE,
                        "internal/Reactions",
                        "if (!step.hearsFirst(reaction.key())) {",
                        "if (!step.hearsFirst(reaction.key()) && step == null) {"),
                new Mutant(
                        "files are passed on whatever they are",
                        Rule.FILES,
                        "internal/AttachmentCopies",
                        "if (against.isPresent()) {",
                        "if (against.isPresent() && source == null) {"),
                new Mutant(
                        "nothing stands for a file that stays behind",
                        Rule.FILES,
                        "internal/AttachmentCopies",
                        "MessageBody body = left.isEmpty() ?",
                        "MessageBody body = left != null ?"),
                new Mutant(
                        "nobody is told of a file that stays behind",
                        Rule.FILES,
                        "internal/AttachmentCopies",
                        "if (freight.left().isEmpty()) {",
                        "if (freight != null) {"),
                new Mutant(
                        "a file that could not be fetched is forgotten",
                        Rule.FILES,
                        "internal/AttachmentCopies",
                        "                left.add(copied);",
                        "                if (copied.refusal().get() != AttachmentRefusal.FAILED) { left.add(copied); }"),
                new Mutant(
                        "messages with files are sent although the lease has ended",
                        Rule.ONE_SENDER,
                        "internal/AttachmentCopies",
                        "return mayBegin.getAsBoolean() ?",
                        "return mayBegin != null ?"),
                new Mutant(
                        "another way is looked for although the lease has ended",
                        Rule.ONE_SENDER,
                        "internal/CustomerCourier",
                        ".thenCompose(known -> mayBegin.getAsBoolean()",
                        ".thenCompose(known -> mayBegin != null"),
                new Mutant(
                        "no other way is looked for",
                        Rule.PLACE,
                        "internal/CustomerCourier",
                        "if (reason != Refusal.CUSTOMER_UNREACHABLE",
                        "if (reason != null"),
                new Mutant(
                        "the other way is not kept",
                        Rule.PLACE,
                        "internal/CustomerCourier",
                        "        step.save(moved);",
                        "        step.save(moved.withCustomer(conversation.customer()));"),
                new Mutant(
                        "who was heard meanwhile is sent elsewhere all the same",
                        Rule.PLACE,
                        "internal/CustomerCourier",
                        "if (Undelivered.isHeardSince(step, load)) {",
                        "if (Undelivered.isHeardSince(step, load) && step == null) {"),
                new Mutant(
                        "words that come too late take the customer back to where they were",
                        Rule.PLACE,
                        "internal/ContactCourier",
                        "book.nextConversationOf(step, over.customer())",
                        "book.conversationOf(step, over.customer())"),
                new Mutant(
                        "who comes back gets nothing of what they missed",
                        Rule.PLACE,
                        "internal/Undelivered",
                        "            takeUp(step, delivery.reopenedInItsEpoch());",
                        ""),
                new Mutant(
                        "what goes another way goes behind what came later",
                        Rule.ORDER,
                        "internal/Lane",
                        "        waiting.add(head);\n        waiting.addAll(later);",
                        "        waiting.addAll(later);\n        waiting.add(head);"),
                new Mutant(
                        "who is blocked may come in",
                        Rule.ADMISSION,
                        "internal/Gate",
                        "return block.isPresent();",
                        "return block.isPresent() && step == null;"),
                new Mutant(
                        "a pause keeps nobody out",
                        Rule.ADMISSION,
                        "internal/Gate",
                        "return pause.isEmpty();",
                        "return pause.isEmpty() || step != null;"),
                new Mutant(
                        "who may not come in is told so each time",
                        Rule.ADMISSION,
                        "internal/Gate",
                        "if (!step.tx().inbox().firstTime(told, step.now())) {",
                        "if (!step.tx().inbox().firstTime(told, step.now()) && step == null) {"),
                new Mutant(
                        "a block lets the conversation go on",
                        Rule.ADMISSION,
                        "internal/AdmissionService",
                        ".openOf(customer)",
                        ".openOf(new CustomerId(\"nobody\"))"),
                new Mutant(
                        "an old button begins a conversation with anybody",
                        Rule.ADMISSION,
                        "internal/Choices",
                        "begins ? !gate.admits(step, taken.customer())",
                        "begins ? step == null"),
                new Mutant(
                        "words that come too late begin a conversation with somebody who is blocked",
                        Rule.ADMISSION,
                        "internal/ContactCourier",
                        "\n                || Gate.blockOf(step, over.customer().id()).isPresent()) {",
                        ") {"),
                new Mutant(
                        "nobody is slowed down",
                        Rule.BUDGET,
                        "internal/Pace",
                        "if (!counts(consignment)) {",
                        "if (consignment != null) {"),
                new Mutant(
                        "one customer's budget is everybody's",
                        Rule.BUDGET,
                        "internal/Pace",
                        "reserveOwn(consignment.delivery().conversation(), now)",
                        "reserveOwn(new ConversationId(\"one\"), now)"),
                new Mutant(
                        "there is no budget for all together",
                        Rule.BUDGET,
                        "internal/Pace",
                        "return own.isAfter(overall) ? own : overall;",
                        "return own;"),
                new Mutant(
                        "who writes too fast is not told",
                        Rule.BUDGET,
                        "internal/Gate",
                        "return pace.isSpent(conversation.id())",
                        "return step == null && pace.isSpent(conversation.id())"));
    }
}
