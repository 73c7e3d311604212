// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import java.io.IOException;
import java.io.InputStream;

/** The files of module {@code templates} that go into a project as they are. */
public final class TemplateFiles {
    private static final String ROOT = "/dev/bnn/templates/";

    private TemplateFiles() {}

    /** @param name path below the folder of the templates, with slashes */
    public static byte[] read(String name) throws IOException {
        try (InputStream in = TemplateFiles.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return in.readAllBytes();
        }
    }
}
