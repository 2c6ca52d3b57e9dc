package dev.guildline.adapter.persistence;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** All contracts of the stores on H2 in memory. */
class H2MemoryStoresTest implements StoreContracts {
    private static JdbcStores stores;

    @BeforeAll
    static void open() {
        stores = JdbcStores.open(new PersistenceConfig("jdbc:h2:mem:contracts", "", ""));
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    @Override
    public JdbcStores stores() {
        return stores;
    }
}
