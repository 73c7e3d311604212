// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import dev.bnn.runtime.internal.io.Folders;
import dev.bnn.source.Words;
import dev.bnn.training.Trainer;
import dev.bnn.workflow.Events;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Checkpoints that another training has replaced: {@code earlier/checkpoints/1}, {@code earlier/checkpoints/2}, ... in the folder
 * of the model or recipe, in the order in which they were replaced. The command that started a training finds its checkpoint
 * there, so a short trial in between does not cost hours of work.
 */
public final class EarlierCheckpoints {
    /** Number of checkpoints to keep; the one with the most epochs is always among them. */
    static final int KEPT = 2;

    /** Key of the fingerprint that a checkpoint belongs to, recorded before the first epoch. */
    private static final String STARTED = "training";

    private final ModelFolder folder;
    private final NumberedFolders kept;

    public EarlierCheckpoints(ModelFolder folder) {
        this.folder = folder;
        kept = new NumberedFolders(folder.root().resolve("earlier").resolve("checkpoints"), folder.name());
    }

    /**
     * The folder with the checkpoint that a training can resume from, either the current one or a kept one. If there are several,
     * the one with the most epochs.
     *
     * @param started fingerprint of the training
     * @param epochs maximum number of epochs that the checkpoint may have
     */
    public Optional<ModelFolder> find(String started, int epochs) throws IOException {
        Optional<ModelFolder> found = Optional.empty();
        int most = 0;
        List<ModelFolder> all = kept.all();
        all.add(folder);
        for (ModelFolder candidate : all) {
            int done = usable(candidate, started, epochs);
            if (done > 0 && done >= most) {
                found = Optional.of(candidate);
                most = done;
            }
        }
        return found;
    }

    /** Moves the checkpoint that a training can resume from into the folder; returns whether there is one. */
    public boolean resume(String started, int epochs, Events events) throws IOException {
        Optional<ModelFolder> found = find(started, epochs);
        if (found.isEmpty() || found.get().equals(folder)) {
            return found.isPresent();
        }
        setAside(events);
        Fingerprint.record(folder, STARTED, started);
        Folders.delete(folder.checkpoints());
        Files.move(found.get().checkpoints(), folder.checkpoints());
        Folders.delete(found.get().root());
        trim(events);
        return true;
    }

    /** Prepares for a new training: sets aside the folder's checkpoint, if it has one. */
    public void begin(String started, Events events) throws IOException {
        setAside(events);
        trim(events);
        Fingerprint.record(folder, STARTED, started);
    }

    /** Deletes the checkpoints of a training that is to start again. */
    public void forget(String started) throws IOException {
        if (started.equals(Fingerprint.recorded(folder, STARTED))) {
            Folders.delete(folder.checkpoints());
        }
        for (ModelFolder earlier : kept.all()) {
            if (started.equals(Fingerprint.recorded(earlier, STARTED))) {
                Folders.delete(earlier.root());
            }
        }
    }

    /**
     * Moves the checkpoint to the kept ones. The fingerprint goes first, since a checkpoint without one belongs to no training.
     */
    private void setAside(Events events) throws IOException {
        int done = Trainer.epochsDone(folder.root());
        if (done == 0) {
            return;
        }
        ModelFolder to = kept.next();
        Fingerprint.record(to, STARTED, Fingerprint.recorded(folder, STARTED));
        Files.move(folder.checkpoints(), to.checkpoints());
        events.info(folder.name() + ": the checkpoint after epoch " + Words.count(done) + " is kept in " + to.root()
                + "; the command that began that training continues it");
    }

    private void trim(Events events) throws IOException {
        List<ModelFolder> all = kept.all();
        while (all.size() > KEPT) {
            ModelFolder longest = all.stream()
                    .max(Comparator.comparingInt(f -> Trainer.epochsDone(f.root())))
                    .orElseThrow();
            ModelFolder oldest =
                    all.stream().filter(f -> f != longest).findFirst().orElseThrow();
            events.info(folder.name() + ": " + KEPT + " earlier checkpoints are kept; " + oldest.root()
                    + " (after epoch " + Words.count(Trainer.epochsDone(oldest.root())) + ") is deleted");
            Folders.delete(oldest.root());
            all.remove(oldest);
        }
    }

    private static int usable(ModelFolder folder, String started, int epochs) throws IOException {
        int done = Trainer.epochsDone(folder.root());
        return done <= epochs && started.equals(Fingerprint.recorded(folder, STARTED)) ? done : 0;
    }
}
