// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.text;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is computed at most once, on the first request; other threads wait for it. If the computation fails, the next
 * request tries again.
 */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> make;
    private volatile @Nullable T made;

    Once(Supplier<T> make) {
        this.make = make;
    }

    @Override
    public T get() {
        T found = made;
        return found != null ? found : makeIt();
    }

    private synchronized T makeIt() {
        T found = made;
        if (found == null) {
            found = make.get();
            made = found;
        }
        return found;
    }
}
