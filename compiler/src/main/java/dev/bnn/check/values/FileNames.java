// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.values;

import dev.bnn.check.vocabulary.Limits;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.syntax.Word;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks the names of things after which files, folders and hardware modules are named. */
public final class FileNames {
    /** Names of devices, which no file or folder can have on Windows, with or without an ending. */
    private static final Pattern DEVICES = Pattern.compile("(?i)con|prn|aux|nul|com[0-9]|lpt[0-9]");

    private final Diagnostics diagnostics;

    public FileNames(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /**
     * Whether the name is possible.
     *
     * @param what what has the name: the network, a layer
     * @param carries what else gets the name: its folder, a file
     */
    public boolean check(Word name, String what, String carries) {
        if (DEVICES.matcher(name.text()).matches()) {
            diagnostics.error(
                    Code.NAME_RESERVED,
                    name.span(),
                    what + " cannot be called `" + name.text() + "`",
                    carries + " has the same name, and on Windows that is the name of a device");
            return false;
        }
        if (name.text().length() > Limits.NAME) {
            diagnostics.error(
                    Code.NAME_LONG,
                    name.span(),
                    String.format(
                            Locale.ROOT,
                            "the name has %,d characters",
                            name.text().length()),
                    "it has at most " + Limits.NAME + ", since files and modules of the hardware carry it");
            return false;
        }
        return true;
    }
}
