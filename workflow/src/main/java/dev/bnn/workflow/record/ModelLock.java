// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import dev.bnn.check.Frontend;
import dev.bnn.model.Network;
import dev.bnn.workflow.WorkflowException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to write a model's outputs. Only one goal at a time has it, in this process or another. The operating system releases
 * the lock when a process ends, however it ends, so no stale lock remains.
 */
public final class ModelLock implements AutoCloseable {
    /** The locked byte is beyond the text, since some systems do not let other processes read locked bytes. */
    private static final long PLACE = Long.MAX_VALUE - 1;

    private static final int TEXT = 200;

    private final FileChannel channel;

    private ModelLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Locks the outputs of a model file for a goal.
     *
     * @return empty if the file has no valid network; the goal then reports its errors
     * @throws WorkflowException if another goal has the lock; the message names that goal and its process
     */
    public static Optional<ModelLock> take(Path model, Path output, String goal) throws WorkflowException, IOException {
        Optional<Network> network = Frontend.load(model).network();
        return network.isEmpty()
                ? Optional.empty()
                : Optional.of(take(ModelFolder.of(output, network.get().name()), goal));
    }

    static ModelLock take(ModelFolder folder, String goal) throws WorkflowException, IOException {
        Files.createDirectories(folder.root());
        Path file = folder.root().resolve(".lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            String holder = text(channel);
            channel.close();
            throw new WorkflowException(folder.root() + " is in use" + (holder.isEmpty() ? "" : " by " + holder)
                    + ". Wait for it to end, or end it.");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(
                        ("bnn:" + goal + ", process " + ProcessHandle.current().pid())
                                .getBytes(StandardCharsets.UTF_8)),
                0);
        return new ModelLock(channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(PLACE, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(TEXT);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
    }

    /** Releases the lock. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
