package dev.guildline.core.simulation;

import dev.guildline.core.Guildline;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.Message;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.CustomerReaction;
import dev.guildline.core.usecase.MessageDeletion;
import dev.guildline.core.usecase.MessageEdit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What people do besides talking, in worlds where they do it; left to a stream of chance of its own. */
final class Deeds {
    private static final int SHARE = 14;

    private final World world;
    private final Chance chance;
    private final List<Written> written = new ArrayList<>();
    private int events;

    Deeds(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
    }

    Chance chance() {
        return chance;
    }

    void wrote(Written something) {
        written.add(something);
    }

    /** Whether something of that kind happens now. */
    boolean happen() {
        return !world.features().isPlain() && chance.percent(SHARE);
    }

    void one() {
        Features features = world.features();
        List<Runnable> possible = new ArrayList<>();
        if (features.changes()) {
            possible.add(this::somebodyChanges);
            possible.add(this::somebodyChanges);
        }
        CustomerActor customer = world.anyCustomer(chance);
        if (features.otherWay()) {
            possible.add(() -> world.channel().turn(customer.toString()));
        }
        if (features.admission()) {
            possible.add(() -> decides(customer));
        }
        if (features.reactions()) {
            possible.add(() -> reacts(customer));
        }
        if (features.hasBudget()) {
            possible.add(() -> floods(customer, chance.between(3, 7)));
        }
        if (world.processes().size() > 1) {
            possible.add(() -> world.freeze(chance));
        }
        if (possible.isEmpty()) {
            customer.writes();
        } else {
            chance.oneOf(possible).run();
        }
    }

    private void somebodyChanges() {
        List<Written> candidates = Written.changeable(written);
        if (candidates.isEmpty()) {
            return;
        }
        Written subject = chance.oneOf(candidates);
        boolean edits = chance.percent(65);
        if (edits) {
            edits(subject);
        }
        if (!edits || chance.percent(30)) {
            takesBackOrEdits(subject);
        }
    }

    private void takesBackOrEdits(Written subject) {
        if (chance.percent(60)) {
            takesBack(subject);
        } else {
            edits(subject);
        }
    }

    void edits(Written subject) {
        Written.Change change = subject.edit();
        InboxKey key = key();
        MessageEdit edit = new MessageEdit(key, subject.source(), change.words(), moment());
        tell(
                Told.Kind.EDITED,
                key,
                change,
                subject.isByAgent()
                        ? g -> g.conversations().agentEdited(edit)
                        : g -> g.conversations().customerEdited(edit));
    }

    void takesBack(Written subject) {
        Written.Change change = subject.takeBack();
        InboxKey key = key();
        MessageDeletion deletion = new MessageDeletion(key, subject.source(), moment());
        tell(
                Told.Kind.TOOK_BACK,
                key,
                change,
                subject.isByAgent()
                        ? g -> g.conversations().agentDeleted(deletion)
                        : g -> g.conversations().customerDeleted(deletion));
    }

    /** No two changes are made at the same moment. */
    private Instant moment() {
        return world.clock().instant().plusNanos(events);
    }

    private void tell(
            Told.Kind kind, InboxKey key, Written.Change change, Function<Guildline, CompletionStage<?>> telling) {
        Told told = new Told(world, kind, key, change.of().told().by(), null, null, telling);
        told.change = change;
        world.tellings().add(told);
    }

    private void reacts(CustomerActor customer) {
        List<MessageId> seen = new ArrayList<>();
        for (Message message : world.channel().shownTo(customer.toString())) {
            seen.add(message.id());
        }
        SimulatedChannel.Shown shown = seen.isEmpty() ? null : world.channel().shown(chance.oneOf(seen));
        if (shown != null) {
            InboxKey key = key();
            ExternalRef marked = shown.ref();
            CustomerReaction reaction = new CustomerReaction(key, marked, "+1");
            world.tellings()
                    .add(new Told(
                            world,
                            Told.Kind.REACTED,
                            key,
                            customer.toString(),
                            null,
                            null,
                            g -> g.conversations().customerReacted(reaction)));
        }
    }

    void floods(CustomerActor customer, int messages) {
        for (int i = 0; i < messages; i++) {
            customer.writes();
        }
    }

    private void decides(CustomerActor customer) {
        CustomerId id = CustomerActor.id(customer.toString());
        switch (chance.below(5)) {
            case 0 -> {
                long lasts = chance.between(15_000, 40_000);
                staff(
                        "block " + id,
                        g -> g.admission()
                                .block(
                                        id,
                                        "spam",
                                        "staff",
                                        world.clock().instant().plusMillis(lasts)));
            }
            case 1 -> staff("block " + id + " for good", g -> g.admission().block(id, "spam", "staff", null));
            case 2 -> staff("unblock " + id, g -> g.admission().unblock(id));
            case 3 -> staff("pause", g -> g.admission().pause("too much", "staff"));
            default -> staff("resume", g -> g.admission().resume());
        }
    }

    /** Nobody is kept out any more. */
    void openAllDoors() {
        staff("resume", g -> g.admission().resume());
        for (CustomerActor customer : world.customers()) {
            staff("unblock " + customer, g -> g.admission().unblock(CustomerActor.id(customer.toString())));
        }
    }

    private void staff(String what, Function<Guildline, CompletionStage<?>> telling) {
        InboxKey name = new InboxKey("sim.staff", what + " " + ++events);
        world.tellings().add(new Told(world, Told.Kind.STAFF, name, "staff", null, null, telling));
    }

    private InboxKey key() {
        return new InboxKey("sim.deeds", "deed-" + ++events);
    }
}
