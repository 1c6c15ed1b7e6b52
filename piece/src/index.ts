import { createPiece } from '@activepieces/pieces-framework';
import { PieceCategory } from '@activepieces/shared';

import { actions } from './lib/actions';
import { winfactorAuth } from './lib/auth';
import { triggers } from './lib/triggers';
import logo from '../../crates/web/assets/logo.svg';

export const winfactor = createPiece({
  displayName: 'WinFactor',
  description: 'Submissions, quotes and leads of window and door makers',
  auth: winfactorAuth,
  minimumSupportedRelease: '0.82.0',
  // In the bundle, because a server inside a closed network can load no image from elsewhere.
  logoUrl: `data:image/svg+xml;base64,${logo}`,
  categories: [PieceCategory.SALES_AND_CRM],
  authors: ['winfactor'],
  actions,
  triggers,
});
