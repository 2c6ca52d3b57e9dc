package dev.guildline.adapter.persistence;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** All contracts of the stores on an H2 file. */
class H2FileStoresTest implements StoreContracts {
    @TempDir
    private static Path folder;

    private static JdbcStores stores;

    @BeforeAll
    static void open() {
        stores = JdbcStores.open(new PersistenceConfig("jdbc:h2:" + folder.resolve("guildline"), "", ""));
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
