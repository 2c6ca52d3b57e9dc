package dev.guildline.adapter.persistence;

import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.testkit.contract.RecountContract;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** Figures that a database has added up. */
class H2RecountTest implements RecountContract {
    private final List<JdbcStores> opened = new ArrayList<>();

    @Override
    public UnitOfWork emptyStores() {
        JdbcStores stores = JdbcStores.open(new PersistenceConfig("jdbc:h2:mem:" + UUID.randomUUID(), "", ""));
        opened.add(stores);
        return stores;
    }

    @AfterEach
    void close() {
        opened.forEach(JdbcStores::close);
    }
}
