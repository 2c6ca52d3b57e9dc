package dev.guildline.core.memory;

import dev.guildline.core.port.store.AttachmentStore;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.testkit.contract.AttachmentStoreContract;

class InMemoryAttachmentsTest implements AttachmentStoreContract {
    private final InMemoryStores stores = new InMemoryStores();
    private final InMemoryAttachments attachments = new InMemoryAttachments();

    @Override
    public UnitOfWork stores() {
        return stores;
    }

    @Override
    public AttachmentStore attachments() {
        return attachments;
    }
}
