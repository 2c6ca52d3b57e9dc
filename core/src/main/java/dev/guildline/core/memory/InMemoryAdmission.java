package dev.guildline.core.memory;

import dev.guildline.core.admission.Block;
import dev.guildline.core.admission.Pause;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.port.store.AdmissionStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class InMemoryAdmission implements AdmissionStore {
    private static final String ONLY = "";

    private final Map<CustomerId, Block> blocks = new HashMap<>();
    private final Map<String, Pause> pause = new HashMap<>();
    private final UndoLog undo;

    InMemoryAdmission(UndoLog undo) {
        this.undo = undo;
    }

    @Override
    public void save(Block block) {
        undo.put(blocks, block.customer(), block);
    }

    @Override
    public boolean lift(CustomerId customer) {
        boolean known = blocks.containsKey(customer);
        if (known) {
            undo.remove(blocks, customer);
        }
        return known;
    }

    @Override
    public Optional<Block> blockOf(CustomerId customer) {
        return Optional.ofNullable(blocks.get(customer));
    }

    @Override
    public List<Block> blocks(int limit) {
        return blocks.values().stream()
                .sorted(Comparator.comparing(Block::since)
                        .reversed()
                        .thenComparing(block -> block.customer().value()))
                .limit(limit)
                .toList();
    }

    @Override
    public void save(Pause begun) {
        undo.put(pause, ONLY, begun);
    }

    @Override
    public boolean endPause() {
        boolean paused = pause.containsKey(ONLY);
        if (paused) {
            undo.remove(pause, ONLY);
        }
        return paused;
    }

    @Override
    public Optional<Pause> pause() {
        return Optional.ofNullable(pause.get(ONLY));
    }
}
