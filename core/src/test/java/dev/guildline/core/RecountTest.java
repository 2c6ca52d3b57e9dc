package dev.guildline.core;

import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.testkit.contract.RecountContract;

class RecountTest implements RecountContract {
    @Override
    public UnitOfWork emptyStores() {
        return new InMemoryStores();
    }
}
