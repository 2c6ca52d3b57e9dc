package dev.guildline.adapter.persistence;

import dev.guildline.core.port.store.AttachmentStore;
import dev.guildline.testkit.contract.AdmissionStoreContract;
import dev.guildline.testkit.contract.AttachmentStoreContract;
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

/** Everything that core asks of its stores. */
interface StoreContracts
        extends UnitOfWorkContract,
                ConversationStoreContract,
                CustomerStoreContract,
                JournalContract,
                OutboxContract,
                InboxContract,
                CaseManagementContract,
                RelayLeaseContract,
                AdmissionStoreContract,
                AttachmentStoreContract,
                UnansweredStoreContract,
                FigureStoreContract,
                RetentionStoreContract,
                BacklogContract {
    @Override
    JdbcStores stores();

    @Override
    default AttachmentStore attachments() {
        return stores().attachments();
    }
}
