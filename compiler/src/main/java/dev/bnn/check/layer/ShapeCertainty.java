// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.layer;

import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;

/**
 * Whether shapes are as the source says. After a mistake the checker continues with some legal shape, and reports nothing about
 * shapes until a dense layer makes them known again.
 */
public final class ShapeCertainty {
    private final Diagnostics diagnostics;
    private boolean sure;
    private boolean everSure;

    /** @param sure false if the shape of the input is not known */
    public ShapeCertainty(boolean sure, Diagnostics diagnostics) {
        this.sure = sure;
        this.everSure = sure;
        this.diagnostics = diagnostics;
    }

    /** True if the shape of the last edge is as the source says. */
    public boolean sure() {
        return sure;
    }

    /** True if the shapes of all edges are. */
    public boolean everSure() {
        return everSure;
    }

    /** Called where the shape of the next edge does not depend on the one before it. */
    public void known() {
        sure = true;
    }

    /** Goes back to an edge; {@code known} says whether its shape was known. */
    public void back(boolean known) {
        sure = known;
    }

    public void lost() {
        sure = false;
        everSure = false;
    }

    /** Reports an error about shapes if they are known; from here on they are not. */
    public void error(Code code, Span span, String message, String hint) {
        error(code, span, message, Advice.of(hint));
    }

    /** As above, with fixes. */
    public void error(Code code, Span span, String message, Advice advice) {
        if (sure) {
            diagnostics.error(code, span, message, advice);
        }
        lost();
    }
}
