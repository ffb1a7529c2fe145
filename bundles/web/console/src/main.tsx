// SPDX-License-Identifier: Apache-2.0
import { createRoot } from 'react-dom/client';
import { Root } from './app/Root';
import './app/app.css';
import './app/matter.css';

const place = document.getElementById('root');
if (place) createRoot(place).render(<Root />);
