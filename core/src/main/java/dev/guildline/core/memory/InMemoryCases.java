package dev.guildline.core.memory;

import dev.guildline.core.casework.CaseNumber;
import dev.guildline.core.casework.CaseQuery;
import dev.guildline.core.casework.NewCase;
import dev.guildline.core.casework.SupportCase;
import dev.guildline.core.port.casework.CaseManagement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

final class InMemoryCases implements CaseManagement {
    private final TreeMap<Long, SupportCase> all = new TreeMap<>();
    private final UndoLog undo;
    private long lastNumber = 1000;

    InMemoryCases(UndoLog undo) {
        this.undo = undo;
    }

    @Override
    public SupportCase open(NewCase opened, Instant now) {
        SupportCase supportCase = SupportCase.open(new CaseNumber(opened.kind(), ++lastNumber), opened, now);
        undo.put(all, supportCase.number().number(), supportCase);
        return supportCase;
    }

    @Override
    public Optional<SupportCase> find(CaseNumber number) {
        return Optional.ofNullable(all.get(number.number()))
                .filter(c -> c.number().equals(number));
    }

    @Override
    public void save(SupportCase changed) {
        if (find(changed.number()).isEmpty()) {
            throw new IllegalArgumentException("there is no case " + changed.number());
        }
        undo.put(all, changed.number().number(), changed);
    }

    @Override
    public List<SupportCase> search(CaseQuery query) {
        String words = query.words().strip().toLowerCase(Locale.ROOT);
        return all.descendingMap().values().stream()
                .filter(c -> query.customer().map(c.customer()::equals).orElse(true))
                .filter(c -> query.kinds().isEmpty()
                        || query.kinds().contains(c.number().kind()))
                .filter(c -> query.statuses().isEmpty() || query.statuses().contains(c.status()))
                .filter(c -> words.isEmpty() || text(c).contains(words))
                .limit(query.limit())
                .toList();
    }

    private static String text(SupportCase c) {
        return String.join("\n", c.number().toString(), c.subject(), c.description(), c.customerName())
                .toLowerCase(Locale.ROOT);
    }
}
