// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Ir;
import dev.bnn.ir.text.IrWriter;
import dev.bnn.runtime.internal.io.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;

/** The IR after a pass as a file in its text form. */
final class Snapshot {
    private Snapshot() {}

    /** Writes {@code NN-name.ir} into the folder. */
    static void write(Path dir, int number, String name, Ir ir) {
        Path file = dir.resolve(String.format(Locale.ROOT, "%02d-%s.ir", number, name));
        try {
            AtomicFile.write(file, IrWriter.text(ir));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
