package dev.guildline.adapter.persistence;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** All contracts of the stores on PostgreSQL. */
class PostgresStoresTest implements StoreContracts {
    private static JdbcStores stores;

    @BeforeAll
    static void open() {
        stores = JdbcStores.open(Postgres.database());
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
