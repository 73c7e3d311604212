// SPDX-License-Identifier: Apache-2.0
package dev.bnn.source;

/** How bad a {@link Diagnostic} is. Only errors stop a build. */
public enum Severity {
    ERROR,
    WARNING,
    NOTE;

    /** The word that the console shows. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
