/**
 * Where the voxel lies: on the image in three orthogonal views, how far each metabolite's box is
 * displaced by its chemical shift, and what tissue it holds.
 *
 * <p>Depends on {@code model} and the JDK. Start at {@link
 * org.proviso.spectroscopy.place.VoxelViews}.
 */
@NullMarked
package org.proviso.spectroscopy.place;

import org.jspecify.annotations.NullMarked;
