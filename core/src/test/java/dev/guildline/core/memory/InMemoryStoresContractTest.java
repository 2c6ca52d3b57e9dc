package dev.guildline.core.memory;

import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.testkit.contract.AdmissionStoreContract;
import dev.guildline.testkit.contract.BacklogContract;
import dev.guildline.testkit.contract.CaseManagementContract;
import dev.guildline.testkit.contract.ConversationStoreContract;
import dev.guildline.testkit.contract.CustomerStoreContract;
import dev.guildline.testkit.contract.FigureStoreContract;
import dev.guildline.testkit.contract.InboxContract;
import dev.guildline.testkit.contract.JournalContract;
import dev.guildline.testkit.contract.OutboxContract;
import dev.guildline.testkit.contract.RelayLeaseContract;
import dev.guildline.testkit.contract.RetentionStoreContract;
import dev.guildline.testkit.contract.UnansweredStoreContract;
import dev.guildline.testkit.contract.UnitOfWorkContract;

class InMemoryStoresContractTest
        implements UnitOfWorkContract,
                ConversationStoreContract,
                CustomerStoreContract,
                JournalContract,
                OutboxContract,
                InboxContract,
                CaseManagementContract,
                RelayLeaseContract,
                AdmissionStoreContract,
                UnansweredStoreContract,
                FigureStoreContract,
                RetentionStoreContract,
                BacklogContract {
    private final InMemoryStores stores = new InMemoryStores();

    @Override
    public UnitOfWork stores() {
        return stores;
    }
}
